"""Builds the proofs and holds them to their index.

Fails on a proof that is not finished, on an axiom that is not allowed, on a theorem
without a row in `Proofs/index.json` or a row without its theorem, on a theorem with
hypotheses but no example that meets them, and on a table in `Proofs/README.md` that
is not the index's.

    check_proofs.py [--proofs DIRECTORY] [--incremental] [--write-table]
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
from typing import Any, Iterator

LIBRARY = "RMSpec"

# What the real numbers of Coq's library rest on, and classical logic; nothing else.
ALLOWED_AXIOMS = {
    "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
    "Classical_Prop.classic",
}

# Ways to leave a proof open, to assume something, or to have less checked.
FORBIDDEN = (
    r"Admitted|admit|give_up|Abort|Axioms?|Parameters?|Conjectures?|Primitive|"
    r"Declare\s+Module|Module\s+Type|Unset\s+\w+\s+Checking|bypass_check|Load|"
    r"Add\s+(?:Rec\s+)?LoadPath|Add\s+ML\s+Path|Declare\s+ML\s+Module|Redirect|Drop"
)

# Other words for a theorem, which would pass the index by.
UNTRACKED = r"Corollary|Proposition|Remark|Fact|Property"

# Assumptions that a section turns into hypotheses, and that are axioms elsewhere.
LOCAL = r"Variables?|Hypothes[ie]s|Context|Let"

BEGIN = "<!-- The table is made from index.json: make proofs-table -->"
END = "<!-- End of the table -->"

FIGURES = pathlib.PurePosixPath("Documentation", "Figures")

CLAIM_KEYS = {
    "id": str,
    "title": str,
    "statement": str,
    "theorems": list,
    "propertyTests": list,
    "vectors": list,
    "figures": list,
    "sources": list,
}


class Failure(Exception):
    """Something that the proofs or their index must not be; says what."""


def without_comments(text: str) -> str:
    """The text with comments and strings blanked, line numbers kept."""
    kept: list[str] = []
    depth = 0
    in_string = False
    position = 0
    while position < len(text):
        pair = text[position : position + 2]
        character = text[position]
        if in_string:
            in_string = character != '"'
            kept.append(character if character == "\n" else " ")
            position += 1
        elif pair == "(*":
            depth += 1
            kept.append("  ")
            position += 2
        elif pair == "*)" and depth:
            depth -= 1
            kept.append("  ")
            position += 2
        elif character == '"':
            in_string = True
            kept.append(" ")
            position += 1
        else:
            kept.append(" " if depth and character != "\n" else character)
            position += 1
    return "".join(kept)


class Source:
    """A Coq file: its module, its text without comments, its theorems."""

    def __init__(self, root: pathlib.Path, path: pathlib.Path) -> None:
        self.file = path.relative_to(root).as_posix()
        self.module = ".".join(path.relative_to(root).with_suffix("").parts)
        self.text = without_comments(path.read_text(encoding="utf-8"))
        self.theorems = dict(self._statements("Theorem"))
        self.examples = dict(self._statements("Example"))

    def _statements(self, keyword: str) -> Iterator[tuple[str, str]]:
        pattern = rf"\b{keyword}\s+([\w']+)(.*?)\bProof\b"
        for match in re.finditer(pattern, self.text, re.DOTALL):
            yield match.group(1), match.group(2)

    def line(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def forbidden(self) -> Iterator[str]:
        for match in re.finditer(rf"\b(?:{FORBIDDEN})\b", self.text):
            where = f"{self.file}:{self.line(match.start())}"
            yield f"{where}: `{match.group(0)}` is not allowed"
        for match in re.finditer(rf"\b(?:{UNTRACKED})\s+\w", self.text):
            where = f"{self.file}:{self.line(match.start())}"
            yield f"{where}: call it a Theorem, for the index, or a Lemma"
        stated = len(re.findall(r"\b(?:Theorem|Example)\b", self.text))
        if stated != len(self.theorems) + len(self.examples):
            yield f"{self.file}: a Theorem or Example lacks `Proof`, or has a twin"
        depth = 0
        pattern = rf"\b(Section\s|End\s|(?:{LOCAL})\b)"
        for match in re.finditer(pattern, self.text):
            word = match.group(1).strip()
            if word == "Section":
                depth += 1
            elif word == "End":
                depth -= 1
            elif depth == 0:
                where = f"{self.file}:{self.line(match.start())}"
                yield f"{where}: `{word}` outside a section is an axiom"


def has_hypotheses(statement: str) -> bool:
    """Whether something is assumed: an arrow that is not one of a function's type."""
    statement = statement.replace("<->", " ")
    previous = None
    while previous != statement:
        previous = statement
        statement = re.sub(r"\b(?:nat|R|Z|bool)\s*->\s*(?=nat\b|R\b|Z\b)", "", statement)
    return "->" in statement


def sources_of(proofs: pathlib.Path) -> list[Source]:
    paths = sorted(proofs.rglob("*.v"))
    return [Source(proofs, p) for p in paths if ".build" not in p.parts]


def read_index(proofs: pathlib.Path) -> list[dict[str, Any]]:
    index = json.loads((proofs / "index.json").read_text(encoding="utf-8"))
    if set(index) != {"schemaVersion", "claims"} or index["schemaVersion"] != 1:
        raise Failure("index.json: expected schemaVersion 1 and claims, nothing else")
    seen = set()
    for claim in index["claims"]:
        name = claim.get("id", "?")
        if set(claim) != set(CLAIM_KEYS):
            raise Failure(f"index.json: {name}: the keys must be {sorted(CLAIM_KEYS)}")
        for key, kind in CLAIM_KEYS.items():
            if not isinstance(claim[key], kind):
                raise Failure(f"index.json: {name}: {key} must be a {kind.__name__}")
        for key in ("title", "statement", "theorems", "propertyTests"):
            if not claim[key]:
                raise Failure(f"index.json: {name}: {key} must not be empty")
        if not claim["vectors"] and not claim["figures"]:
            raise Failure(f"index.json: {name}: neither a vector nor a figure shows it")
        for theorem in claim["theorems"]:
            if set(theorem) != {"name", "file"}:
                raise Failure(f"index.json: {name}: a theorem has a name and a file")
        if name in seen:
            raise Failure(f"index.json: there are two claims {name}")
        seen.add(name)
    return index["claims"]


def index_problems(claims: list[dict[str, Any]], sources: list[Source]) -> Iterator[str]:
    files = {source.file: source for source in sources}
    indexed = set()
    for claim in claims:
        for theorem in claim["theorems"]:
            key = (theorem["file"], theorem["name"])
            if key in indexed:
                yield f"index.json: {key[1]} of {key[0]} has two rows"
            indexed.add(key)
            if key[0] not in files or key[1] not in files[key[0]].theorems:
                yield f"index.json: {claim['id']}: no theorem {key[1]} in {key[0]}"
    for source in sources:
        for name, statement in source.theorems.items():
            if (source.file, name) not in indexed:
                yield f"{source.file}: {name} is missing from index.json"
            if has_hypotheses(statement) and f"{name}_example" not in source.examples:
                yield (
                    f"{source.file}: {name} has hypotheses, but no {name}_example "
                    "shows that they can hold"
                )


def vector_problems(proofs: pathlib.Path, claims: list[dict[str, Any]]) -> Iterator[str]:
    vectors = proofs.parent / "Vectors"
    if not vectors.is_dir():
        return
    texts: dict[pathlib.Path, str] = {}
    for claim in claims:
        for identifier in claim["vectors"]:
            path = vectors / (identifier.rpartition("/")[0] + ".json")
            if path not in texts:
                texts[path] = path.read_text() if path.is_file() else ""
            if not re.search(rf'"id":\s*"{re.escape(identifier)}"', texts[path]):
                yield f"index.json: {claim['id']}: there is no vector {identifier}"


def test_problems(proofs: pathlib.Path, claims: list[dict[str, Any]]) -> Iterator[str]:
    tests = proofs.parent / "Tests" / "PropertyTests"
    if not tests.is_dir():
        return
    names = {path.stem for path in tests.rglob("*.swift")}
    for claim in claims:
        for name in claim["propertyTests"]:
            if name not in names:
                yield f"index.json: {claim['id']}: there is no property test {name}"


def figure_problems(proofs: pathlib.Path, claims: list[dict[str, Any]]) -> Iterator[str]:
    figures = proofs.parent / FIGURES
    if not figures.is_dir():
        return
    for claim in claims:
        for name in claim["figures"]:
            if not (figures / f"{name}.light.svg").is_file():
                yield f"index.json: {claim['id']}: there is no figure {name}"


def table(claims: list[dict[str, Any]]) -> str:
    rows = [
        "| Claim | Statement | Theorems | File | Property test | Vectors and figures | Source |",
        "|---|---|---|---|---|---|---|",
    ]
    for claim in claims:
        files = list(dict.fromkeys(t["file"] for t in claim["theorems"]))
        cells = [
            f"**{claim['title']}**",
            claim["statement"],
            "<br>".join(f"`{t['name']}`" for t in claim["theorems"]),
            "<br>".join(f"[{file}]({file})" for file in files),
            "<br>".join(f"`{test}`" for test in claim["propertyTests"]),
            "<br>".join(
                [f"`{vector}`" for vector in claim["vectors"]]
                + [
                    f"[{figure}](../{FIGURES}/{figure}.light.svg)"
                    for figure in claim["figures"]
                ]
            )
            or "–",
            "<br>".join(claim["sources"]) or "–",
        ]
        rows.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    return "\n".join(rows)


def with_table(readme: str, claims: list[dict[str, Any]]) -> str:
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise Failure("README.md: the marks around the table are missing")
    return f"{before}{BEGIN}\n\n{table(claims)}\n\n{END}{after}"


def run(command: list[str], directory: pathlib.Path, errors: bool = False) -> str:
    """What the command printed, to its error stream too where asked for."""
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + (done.stderr if errors else "")


def build(proofs: pathlib.Path, sources: list[Source], incremental: bool) -> pathlib.Path:
    """Compiles copies of the sources in a folder that git ignores."""
    folder = proofs / ".build"
    if not incremental and folder.exists():
        shutil.rmtree(folder)
    for source in sources:
        copy = folder / source.file
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = (proofs / source.file).read_text(encoding="utf-8")
        # An untouched copy keeps its time, so that make leaves it alone.
        if not copy.exists() or copy.read_text(encoding="utf-8") != text:
            copy.write_text(text, encoding="utf-8")
    project = "\n".join([f"-Q . {LIBRARY}", *(source.file for source in sources)])
    (folder / "_CoqProject").write_text(project + "\n")
    run(["coq_makefile", "-f", "_CoqProject", "-o", "Makefile"], folder)
    run(["make", f"-j{os.cpu_count() or 1}"], folder)
    return folder


def assumption_problems(
    folder: pathlib.Path, claims: list[dict[str, Any]], sources: list[Source]
) -> Iterator[str]:
    """Asks Coq what each indexed theorem rests on."""
    modules = {source.file: f"{LIBRARY}.{source.module}" for source in sources}
    names = [
        f"{modules[theorem['file']]}.{theorem['name']}"
        for claim in claims
        for theorem in claim["theorems"]
    ]
    lines = [f"Require {module}." for module in modules.values()]
    for name in names:
        lines += [f'Goal True. idtac "theorem {name}". Abort.', f"Print Assumptions {name}."]
    (folder / "Assumptions.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    output = run(["coqc", "-Q", ".", LIBRARY, "Assumptions.v"], folder)
    parts = re.split(r"^theorem (\S+)$", output, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2]))
    for name in names:
        report = found.get(name, "").strip()
        if report == "Closed under the global context":
            continue
        if not report.startswith("Axioms:"):
            yield f"{name}: Coq did not say what it rests on: {report!r}"
            continue
        for line in report.splitlines()[1:]:
            if line and not line[0].isspace():
                axiom = line.split()[0]
                if axiom not in ALLOWED_AXIOMS:
                    yield f"{name} rests on the axiom {axiom}"


def recheck(folder: pathlib.Path, sources: list[Source]) -> None:
    """Has Coq's separate checker go through every compiled file."""
    modules = [f"{LIBRARY}.{source.module}" for source in sources]
    chosen = [word for module in modules for word in ("-norec", module)]
    command = ["coqchk", "-silent", "-o", "-Q", ".", LIBRARY, *chosen]
    report = run(command, folder, errors=True)
    for doubt in ("type-in-type", "unsafe (co)fixpoints", "positivity is assumed"):
        if not re.search(rf"{re.escape(doubt)}: <none>", report):
            raise Failure(f"coqchk does not rule out {doubt}:\n{report}")


def fail_on(problems: Iterator[str]) -> None:
    found = list(problems)
    if found:
        raise Failure("\n".join(found))


def check(proofs: pathlib.Path, incremental: bool) -> str:
    """Does all checks, the quick ones first; returns what was proved, in a line."""
    start = time.monotonic()
    sources = sources_of(proofs)
    claims = read_index(proofs)
    if not sources or not claims:
        raise Failure(f"{proofs}: there is nothing to check")
    fail_on(problem for source in sources for problem in source.forbidden())
    fail_on(index_problems(claims, sources))
    fail_on(vector_problems(proofs, claims))
    fail_on(test_problems(proofs, claims))
    fail_on(figure_problems(proofs, claims))
    readme = (proofs / "README.md").read_text(encoding="utf-8")
    if readme != with_table(readme, claims):
        raise Failure("README.md: the table is not the index's; make proofs-table")
    folder = build(proofs, sources, incremental)
    fail_on(assumption_problems(folder, claims, sources))
    recheck(folder, sources)
    theorems = sum(len(claim["theorems"]) for claim in claims)
    examples = sum(len(source.examples) for source in sources)
    return (
        f"{len(claims)} claims, {theorems} theorems and {examples} examples in "
        f"{len(sources)} files are proved ({time.monotonic() - start:.0f} s)"
    )


def main() -> int:
    home = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description="Builds and checks the proofs.")
    parser.add_argument("--proofs", type=pathlib.Path, default=home / "Proofs")
    parser.add_argument(
        "--incremental", action="store_true", help="keep what an earlier build compiled"
    )
    parser.add_argument(
        "--write-table", action="store_true", help="only bring README.md's table up to date"
    )
    options = parser.parse_args()
    try:
        if options.write_table:
            path = options.proofs / "README.md"
            text = path.read_text(encoding="utf-8")
            path.write_text(with_table(text, read_index(options.proofs)), encoding="utf-8")
        else:
            print(check(options.proofs.resolve(), options.incremental))
    except (Failure, OSError, json.JSONDecodeError) as failure:
        print(f"proofs: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
