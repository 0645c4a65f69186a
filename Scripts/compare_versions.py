"""Compares the vectors of data version 2.0.0 with those of this version.

    Scripts/compare_versions.py OLD [NEW]

OLD is a folder of vectors, or a commit that has them in `Vectors`, such as 2568b4f; NEW is
a folder, `Vectors` unless it is given. Each case of OLD is found in NEW by the table
`renamed.json` of NEW, and everything in it but its identifier must be the same, every
digit: what is given, and the exact values, the nearest ones and the reference bits. The
bounds `low` and `high` and the `unit` have another definition since: what became of them
is counted, by kind and by cause. What is added (notes, and bounds for who flushes subnormal
numbers) is no change. The exit status is 0 if nothing else has changed.
"""

import collections
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent


def folder_reader(folder):
    """Reads files of a folder by their paths."""
    return lambda path: (folder / path).read_bytes()


def commit_reader(commit):
    """Reads files of the folder `Vectors` in a commit by their paths."""
    archive = subprocess.run(
        ["git", "-C", REPOSITORY, "archive", commit, "Vectors"],
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    files = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            if member.isfile():
                files[member.name] = tar.extractfile(member).read()
    return lambda path: files[f"Vectors/{path}"]


def read_cases(read):
    """Every case by its identifier, together with the header of its file."""
    cases = {}
    for entry in json.loads(read("manifest.json"))["files"]:
        # Numbers stay the texts that they are, so that each digit counts.
        document = json.loads(read(entry["path"]), parse_float=str, parse_int=str)
        header = {name: value for name, value in document.items() if name != "cases"}
        for case in document["cases"]:
            if case["id"] in cases:
                raise ValueError(f"{case['id']} occurs twice")
            cases[case["id"]] = header, case
    return cases


def count_values(value):
    """The number of numbers and texts in a part of a document."""
    if isinstance(value, dict):
        return sum(count_values(member) for member in value.values())
    if isinstance(value, list):
        return sum(count_values(member) for member in value)
    return 1


def changes(old, new, place):
    """The places in which two parts of a document differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            if name not in old or name not in new:
                yield f"{place}.{name}"
            else:
                yield from changes(old[name], new[name], f"{place}.{name}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new)):
            yield from changes(one, other, f"{place}[{index}]")
    elif old != new:
        yield place


BOUND = re.compile(r"\.(low|high|unit)\[\d+\]$")


def position(bits):
    """The place of an encoding among all of its format, in the order of their values."""
    sign = 1 << 4 * len(bits) - 1
    number = int(bits, 16)
    return sign - number if number & sign else number


def kind_of_change(member, old, new):
    """What became of a bound or a unit."""
    if old is None:
        return f"{member}: known now"
    if new is None:
        return f"{member}: not known any more"
    if member == "unit":
        return "unit: other digits"
    moved = position(new) - position(old)
    if moved == 0:
        return f"{member}: -0 is +0 now"
    is_inward = (moved > 0) == (member == "low")
    if not is_inward:
        return f"{member}: farther out"
    return f"{member}: farther in by {'one value' if abs(moved) == 1 else 'more'}"


CAUSES = {
    "-0 is +0 now": "zeros of both signs are one value",
    "farther in by one value": "ends are rounded inward, no longer outward",
    "farther in by more": "precision is raised until an end is decided",
    "known now": "what is certainly NaN must be NaN",
    "not known any more": "a divisor or a root may leave its domain within the budget",
}


def cause_of_change(kind, case):
    """Why a bound or a unit has changed: the clause of SPEC.md, §15, or its definition."""
    for text, cause in CAUSES.items():
        if kind.endswith(text) and not kind.startswith("unit"):
            return cause
    groups = case["groups"]
    if any("schedule" in group for group in groups):
        return "every operation of a schedule may err (15.2)"
    rates = [
        float(value)
        for group in groups
        for name, value in group["hyperparameters"].items()
        if name in ("beta1", "beta2", "decay")
    ]
    if any(rate < 0.5 for rate in rates):
        return "averages may be formed from differences (15.3, 3)"
    if case["scalars"] == "working" or case["arithmetic"] == "binary64":
        return "β^1 is an operation (15.2)"
    return "clauses apply to what an interval may contain (15.3)"


def value_at(document, place):
    """The part of a document that a place as `changes` gives it leads to."""
    for name, index in re.findall(r"\.([A-Za-z]\w*)|\[(\d+)\]", place):
        document = document[name] if name else document[int(index)]
    return document


def compare(old_read, new_read):
    """The problems that a comparison finds, and what it has compared."""
    kinds = collections.Counter()
    table = json.loads(new_read("renamed.json"))["ids"]
    old, new = read_cases(old_read), read_cases(new_read)
    problems = [f"{name} is not in renamed.json" for name in old if name not in table]
    problems += [f"{name} in renamed.json is no old case" for name in table if name not in old]
    if len(set(table.values())) != len(table):
        problems.append("renamed.json gives two cases one identifier")
    values = renamed = 0
    for name in sorted(old.keys() & table.keys()):
        if table[name] not in new:
            problems.append(f"{name} is now {table[name]}, which is not there")
            continue
        (old_header, old_case), (new_header, new_case) = old[name], new[table[name]]
        renamed += name != table[name]
        values += count_values(old_case)
        stripped = [
            {member: value for member, value in case.items() if member != "id"}
            for case in (old_case, new_case)
        ]
        for place in changes(*stripped, ""):
            bound = BOUND.search(place)
            if bound:
                ends = [value_at(case, place) for case in stripped]
                kind = kind_of_change(bound[1], *ends)
                kinds[kind, cause_of_change(kind, new_case)] += 1
            elif not place.endswith(".flushed"):
                problems.append(name + place)
        for member in ("optimizer", "format", "budget"):
            problems += changes(old_header[member], new_header[member], f"{name}: {member}")
        for flag, note in old_header["notes"].items():
            problems += changes(note, new_header["notes"].get(flag), f"{name}: notes.{flag}")
        for axis, value in old_header["dialect"].items():
            if new_header["dialect"].get(axis) != value:
                problems.append(f"{name}: dialect.{axis}")
    summary = f"{len(old)} cases, {renamed} renamed, {values} values compared"
    return problems, summary, kinds


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    old = pathlib.Path(arguments[0])
    new = pathlib.Path(arguments[1]) if len(arguments) == 2 else REPOSITORY / "Vectors"
    old_read = folder_reader(old) if old.is_dir() else commit_reader(arguments[0])
    problems, summary, kinds = compare(old_read, folder_reader(new))
    for problem in problems[:20]:
        print(problem, file=sys.stderr)
    print(f"{summary}, {len(problems)} changed besides bounds")
    causes = collections.Counter()
    for (kind, cause), count in kinds.items():
        causes[cause] += count
    for cause, total in causes.most_common():
        print(f"{total:9} {cause}")
        for kind in sorted(kind for kind, other in kinds if other == cause):
            print(f"{kinds[kind, cause]:17} {kind}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
