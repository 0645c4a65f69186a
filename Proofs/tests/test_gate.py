"""The gate of the proofs must refuse what it is there to refuse.

Each test spoils a copy in one way. Most use a library of one file, which compiles
in a second; the rest spoil a copy of the real one.
"""

from __future__ import annotations

import contextlib
import json
import pathlib
import shutil
import sys
import tempfile
import unittest
from typing import Callable, Iterator

PROOFS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROOFS.parent / "Scripts"))

import check_proofs  # noqa: E402

SMALL = """\
From Coq Require Import Reals Lra.
Open Scope R_scope.

(** A comment may say Admitted, or Axiom. *)
Theorem double x : 0 <= x -> x <= 2 * x.
Proof. intros H. lra. Qed.

Example double_example : 1 <= 2 * 1.
Proof. apply double. lra. Qed.
"""

CLAIM = {
    "id": "double",
    "title": "Doubling",
    "statement": "x ≤ 2 x for x ≥ 0.",
    "theorems": [{"name": "double", "file": "Small.v"}],
    "propertyTests": ["DoubleTests"],
    "vectors": ["double/plain/binary32/one"],
    "figures": [],
    "sources": [],
}


class Library:
    """A copy of the proofs, or a small library, to be spoiled."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder

    def edit(self, file: str, change: Callable[[str], str]) -> None:
        path = self.folder / file
        before = path.read_text(encoding="utf-8")
        after = change(before)
        assert after != before, "the edit must change something"
        path.write_text(after, encoding="utf-8")

    def edit_index(self, change: Callable[[dict], None]) -> None:
        path = self.folder / "index.json"
        index = json.loads(path.read_text(encoding="utf-8"))
        change(index)
        path.write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")
        self.write_table()

    def write_table(self) -> None:
        path = self.folder / "README.md"
        claims = check_proofs.read_index(self.folder)
        text = path.read_text(encoding="utf-8")
        path.write_text(check_proofs.with_table(text, claims), encoding="utf-8")

    def check(self) -> str:
        return check_proofs.check(self.folder, incremental=True)


@contextlib.contextmanager
def small_library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "Proofs"
        folder.mkdir()
        (folder / "Small.v").write_text(SMALL, encoding="utf-8")
        index = {"schemaVersion": 1, "claims": [CLAIM]}
        (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
        marks = f"{check_proofs.BEGIN}\n{check_proofs.END}\n"
        (folder / "README.md").write_text(marks, encoding="utf-8")
        library = Library(folder)
        library.write_table()
        yield library


@contextlib.contextmanager
def real_library() -> Iterator[Library]:
    """A copy of the proofs, without what is compiled: the texts alone must do."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "Proofs"
        shutil.copytree(PROOFS, folder, ignore=shutil.ignore_patterns(".build", "tests"))
        yield Library(folder)


class SmallLibraryTests(unittest.TestCase):
    def refuse(self, library: Library, reason: str) -> None:
        with self.assertRaisesRegex(check_proofs.Failure, reason):
            library.check()

    def spoiled(self, change: Callable[[str], str], reason: str) -> None:
        with small_library() as library:
            library.edit("Small.v", change)
            self.refuse(library, reason)

    def test_accepts_what_is_proved(self) -> None:
        with small_library() as library:
            self.assertIn("1 theorems", library.check())

    def test_refuses_an_admitted_proof(self) -> None:
        self.spoiled(
            lambda text: text.replace("intros H. lra. Qed.", "Admitted."),
            "Small.v:6: `Admitted` is not allowed",
        )

    def test_refuses_an_admitted_goal(self) -> None:
        self.spoiled(lambda text: text.replace("lra. Qed", "admit. Qed", 1), "`admit`")

    def test_refuses_an_axiom(self) -> None:
        self.spoiled(lambda text: text + "\nAxiom easy : 0 = 1.\n", "`Axiom`")

    def test_refuses_a_parameter(self) -> None:
        self.spoiled(lambda text: text + "\nParameter x : R.\n", "`Parameter`")

    def test_refuses_a_hypothesis_outside_a_section(self) -> None:
        self.spoiled(
            lambda text: text + "\nHypothesis easy : 0 = 1.\n",
            "`Hypothesis` outside a section is an axiom",
        )

    def test_accepts_a_hypothesis_in_a_section(self) -> None:
        with small_library() as library:
            section = "\nSection S.\nHypothesis easy : 0 = 1.\nEnd S.\n"
            library.edit("Small.v", lambda text: text + section)
            library.check()

    def test_refuses_a_check_that_is_turned_off(self) -> None:
        self.spoiled(
            lambda text: "Unset Universe Checking.\n" + text, "`Unset Universe Checking`"
        )

    def test_refuses_an_axiom_of_a_library(self) -> None:
        # No word of the file betrays it: only Coq's own report does.
        proof = "pose proof (ProofIrrelevance.proof_irrelevance _ H H). lra. Qed."
        self.spoiled(
            lambda text: "From Coq Require ProofIrrelevance.\n"
            + text.replace("lra. Qed.", proof, 1),
            "double rests on the axiom ProofIrrelevance.proof_irrelevance",
        )

    def test_refuses_what_the_second_checker_doubts(self) -> None:
        # Stands for a check turned off in a way that the texts do not show.
        with small_library() as library:
            library.check()
            sources = check_proofs.sources_of(library.folder)
            folder = library.folder / ".build"
            unchecked = "Unset Universe Checking.\n" + SMALL
            (folder / "Small.v").write_text(unchecked, encoding="utf-8")
            loop = "Definition U := Type. Definition loop : U := U -> U.\n"
            with (folder / "Small.v").open("a", encoding="utf-8") as file:
                file.write(loop)
            check_proofs.run(["coqc", "-Q", ".", "RMSpec", "Small.v"], folder)
            with self.assertRaisesRegex(check_proofs.Failure, "type-in-type"):
                check_proofs.recheck(folder, sources)

    def test_refuses_a_false_proof(self) -> None:
        self.spoiled(lambda text: text.replace("x <= 2 * x", "2 * x <= x"), "failed")

    def test_refuses_a_theorem_without_an_example(self) -> None:
        self.spoiled(
            lambda text: text[: text.index("Example")], "double has hypotheses, but no"
        )

    def test_refuses_a_theorem_without_a_row(self) -> None:
        self.spoiled(
            lambda text: text + "\nTheorem other : 0 = 0.\nProof. reflexivity. Qed.\n",
            "Small.v: other is missing from index.json",
        )

    def test_refuses_a_theorem_by_another_word(self) -> None:
        self.spoiled(
            lambda text: text + "\nCorollary other : 0 = 0.\nProof. reflexivity. Qed.\n",
            "Small.v:11: call it a Theorem",
        )

    def test_refuses_a_row_without_its_theorem(self) -> None:
        with small_library() as library:
            library.edit_index(
                lambda index: index["claims"][0]["theorems"].append(
                    {"name": "lost", "file": "Small.v"}
                )
            )
            self.refuse(library, "no theorem lost in Small.v")

    def test_refuses_a_row_with_the_wrong_file(self) -> None:
        with small_library() as library:
            library.edit_index(
                lambda index: index["claims"][0]["theorems"][0].update(file="Big.v")
            )
            self.refuse(library, "no theorem double in Big.v")

    def test_refuses_a_table_that_is_not_the_index(self) -> None:
        with small_library() as library:
            library.edit("README.md", lambda text: text.replace("Doubling", "Halving"))
            self.refuse(library, "the table is not the index's")

    def test_refuses_a_vector_that_does_not_exist(self) -> None:
        with small_library() as library:
            (library.folder.parent / "Vectors").mkdir()
            library.edit_index(
                lambda index: index["claims"][0].update(vectors=["a/b/binary32/c"])
            )
            self.refuse(library, "there is no vector a/b/binary32/c")

    def test_refuses_a_property_test_that_does_not_exist(self) -> None:
        with small_library() as library:
            (library.folder.parent / "Tests" / "PropertyTests").mkdir(parents=True)
            self.refuse(library, "there is no property test DoubleTests")

    def test_refuses_a_figure_that_does_not_exist(self) -> None:
        with small_library() as library:
            (library.folder.parent / check_proofs.FIGURES).mkdir(parents=True)
            library.edit_index(
                lambda index: index["claims"][0].update(figures=["doubling"])
            )
            self.refuse(library, "there is no figure doubling")

    def test_refuses_a_claim_that_nothing_shows(self) -> None:
        with small_library() as library:
            library.edit(
                "index.json", lambda text: text.replace('["double/plain/binary32/one"]', "[]")
            )
            self.refuse(library, "neither a vector nor a figure shows it")

    def test_refuses_a_claim_with_other_keys(self) -> None:
        with small_library() as library:
            library.edit(
                "index.json", lambda text: text.replace('"sources"', '"source"')
            )
            self.refuse(library, "the keys must be")


class RealLibraryTests(unittest.TestCase):
    """The same on the real proofs; the texts alone must be enough to refuse them."""

    def refuse(self, library: Library, reason: str) -> None:
        with self.assertRaisesRegex(check_proofs.Failure, reason):
            library.check()

    def test_refuses_an_admitted_proof(self) -> None:
        with real_library() as library:
            library.edit("HalfLife.v", lambda text: text.replace("Qed.", "Admitted.", 1))
            self.refuse(library, "HalfLife.v:.*`Admitted` is not allowed")

    def test_refuses_an_axiom(self) -> None:
        with real_library() as library:
            library.edit("Rules.v", lambda text: text + "\nAxiom easy : 0 = 1.\n")
            self.refuse(library, "Rules.v:.*`Axiom` is not allowed")

    def test_refuses_every_row_that_is_removed(self) -> None:
        count = len(check_proofs.read_index(PROOFS))
        for position in range(count):
            with self.subTest(position), real_library() as library:
                removed = []
                library.edit_index(
                    lambda index: removed.append(index["claims"].pop(position))
                )
                name = removed[0]["theorems"][0]["name"]
                self.refuse(library, f"{name} is missing from index.json")


if __name__ == "__main__":
    unittest.main()
