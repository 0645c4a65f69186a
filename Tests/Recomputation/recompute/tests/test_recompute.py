"""The program agrees with the vectors, and notices a change of one digit of any member.

RECOMPUTE_VECTORS names the folder of the vectors; without it, `Vectors` in a parent folder of
this file is taken.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from typing import Any, Callable, Dict, List, Optional, Tuple

from recompute.folder import vectors_folder

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(PACKAGE)
VECTORS = vectors_folder() or "Vectors"
SMALL = os.path.join("sgd", "standard", "e5m2.json")
MEMBERS = ("exact", "nearest", "low", "high", "reference", "unit")
# A file and the id of a case for each kind of scalars that SMALL does not have.
MODES = {
    "working": (("adam", "standard", "binary16.json"), "dyadic-working-scalars"),
    "wideConstants": (("adam", "standard", "binary32.json"), "dyadic-wide-constants"),
    "workingProducts": (("adam", "standard", "binary64.json"), "dyadic-working-products"),
    "wideConstantsProducts": (
        ("adam", "standard", "binary32.json"),
        "dyadic-wide-constants-products",
    ),
}


def run(*arguments: str, named: Optional[str] = None, root: str = ROOT) -> Tuple[int, str]:
    """The exit status and the output of the program."""
    environment = dict(os.environ)
    environment.pop("RECOMPUTE_VECTORS", None)
    if named is not None:
        environment["RECOMPUTE_VECTORS"] = named
    done = subprocess.run(
        [sys.executable, "-m", "recompute", *arguments],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        check=False,
    )
    return done.returncode, done.stdout


def altered(value: Any) -> Any:
    """A value with its last digit changed."""
    if isinstance(value, float):
        # A unit has up to three digits; change the last one of them.
        text = repr(value)
        mantissa, e, exponent = text.partition("e")
        return float(mantissa[:-1] + ("1" if mantissa[-1] != "1" else "2") + e + exponent)
    if isinstance(value, int):
        return value + 1
    place = value.index("e") - 1 if "e" in value and "." in value else len(value) - 1
    digit = "1" if value[place] != "1" else "2"
    return value[:place] + digit + value[place + 1:]


class Agreement(unittest.TestCase):
    """Files of several optimizers and formats."""

    def test_small_files_agree(self) -> None:
        for only in (
            "sgd/standard/e4m3",
            "sgd/standard/binary64/schedule",
            "adam/standard/e5m2",
            "adamw/standard/binary16/stochastic",
            "adadelta/standard/e4m3",
            "nadam/standard/e4m3",
            "radam/standard/binary16/rectification",
            "rmsprop/epsilon-inside-centered-corrected/binary32/extremes",
            "adam/standard/bfloat16/sparse-rows",
        ):
            with self.subTest(only=only):
                status, output = run(VECTORS, "--only", only)
                self.assertEqual(status, 0, output)

    def test_processes_agree(self) -> None:
        status, output = run(VECTORS, "--only", "adamax/standard/e", "--jobs", "2")
        self.assertEqual(status, 0, output)

    def test_usage(self) -> None:
        for arguments in (
            ("/nowhere",),
            (VECTORS, "--only", "no such id"),
            (VECTORS, "--jobs", "0"),
        ):
            with self.subTest(arguments=arguments):
                self.assertEqual(run(*arguments)[0], 2)
        self.assertEqual(run(named="/nowhere")[0], 2)


class Folder(unittest.TestCase):
    """Where the vectors are looked for."""

    def test_named(self) -> None:
        status, output = run("--only", "sgd/standard/e5m2", named=VECTORS)
        self.assertEqual(status, 0, output)

    def test_in_a_parent_folder(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            inner = os.path.join(folder, "Tests", "Recomputation")
            shutil.copytree(PACKAGE, os.path.join(inner, "recompute"))
            target = os.path.join(folder, "Vectors", SMALL)
            os.makedirs(os.path.dirname(target))
            shutil.copyfile(os.path.join(VECTORS, SMALL), target)
            status, output = run(root=inner)
            self.assertEqual(status, 0, output)
            self.assertIn("1 files", output)


def outcome_of(data: Dict[str, Any]) -> Tuple[int, str]:
    """What the program says of a folder with one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, SMALL)
        os.makedirs(os.path.dirname(path))
        with open(path, "w", encoding="utf-8") as file:
            json.dump(data, file)
        return run(folder)


class Modes(unittest.TestCase):
    """A small file for each kind of scalars."""

    @staticmethod
    def small(mode: str) -> Dict[str, Any]:
        """A file with one case."""
        path, name = MODES[mode]
        with open(os.path.join(VECTORS, *path), encoding="utf-8") as file:
            data = json.load(file)
        data["cases"] = [case for case in data["cases"] if case["id"].endswith("/" + name)]
        return data

    def test_one_digit(self) -> None:
        for mode in MODES:
            with self.subTest(mode=mode):
                data = self.small(mode)
                self.assertEqual([case["scalars"] for case in data["cases"]], [mode])
                status, output = outcome_of(data)
                self.assertEqual(status, 0, output)
                tensor = data["cases"][0]["expected"][-1]["tensors"][0]
                column = tensor["parameter"]["reference"]
                column[-1] = altered(column[-1])
                status, output = outcome_of(data)
                self.assertEqual(status, 1, output)
                self.assertIn("reference 1", output.splitlines()[-1])

    def test_modes_differ(self) -> None:
        for mode in MODES:
            with self.subTest(mode=mode):
                data = self.small(mode)
                data["cases"][0]["scalars"] = "wide"
                self.assertEqual(outcome_of(data)[0], 1)


class Alteration(unittest.TestCase):
    """Copies of a small file with one digit changed."""

    def setUp(self) -> None:
        with open(os.path.join(VECTORS, SMALL), encoding="utf-8") as file:
            self.text = file.read()

    def outcome(self, change: Callable[[Dict[str, Any]], None]) -> Tuple[int, str]:
        """What the program says of the file after a change."""
        data = json.loads(self.text)
        change(data)
        return outcome_of(data)

    @staticmethod
    def column(data: Dict[str, Any], quantity: str, member: str) -> List[Any]:
        """A member of a quantity of the first case, after its last step."""
        tensor = data["cases"][0]["expected"][-1]["tensors"][0]
        values = tensor["parameter"] if quantity == "parameter" else tensor["state"][quantity]
        return values[member]

    def test_the_copy_itself_agrees(self) -> None:
        status, output = self.outcome(lambda data: None)
        self.assertEqual(status, 0, output)

    def test_one_digit_of_each_member(self) -> None:
        for quantity in ("parameter", "momentumBuffer"):
            for member in MEMBERS:
                with self.subTest(quantity=quantity, member=member):

                    def change(data: Dict[str, Any]) -> None:
                        column = self.column(data, quantity, member)
                        column[-1] = altered(column[-1])

                    status, output = self.outcome(change)
                    self.assertEqual(status, 1, output)
                    self.assertIn("%s[" % quantity, output)
                    self.assertIn(" %s: published" % member, output)
                    self.assertIn("%s 1" % member, output.splitlines()[-1])

    def test_what_is_missing(self) -> None:
        def no_state(data: Dict[str, Any]) -> None:
            del data["cases"][0]["expected"][-1]["tensors"][0]["state"]["momentumBuffer"]

        def no_element(data: Dict[str, Any]) -> None:
            self.column(data, "parameter", "low").pop()

        def no_steps(data: Dict[str, Any]) -> None:
            data["cases"][0]["expected"][-1]["step"] += 1000

        for change in (no_state, no_element, no_steps):
            with self.subTest(change=change.__name__):
                status, output = self.outcome(change)
                self.assertEqual(status, 1, output)

    def test_inputs_count(self) -> None:
        def change(data: Dict[str, Any]) -> None:
            case = data["cases"][0]
            case["groups"][0]["hyperparameters"]["momentum"] += 0.125

        self.assertEqual(self.outcome(change)[0], 1)


if __name__ == "__main__":
    unittest.main()
