"""Flushed bounds (SPEC.md §15.5)."""

import unittest
from typing import Any, Dict, Tuple
from unittest import mock

from gmpy2 import mpfr

from recompute import lanes, pairs
from recompute.compare import differing, published
from recompute.flushed import flushed
from recompute.formats import FORMATS, INF, ZERO
from recompute.members import recomputed

from .every_operation import Always, EveryOperation
from .small_cases import a_case

TINY = {"binary64": 2.0**-1030, "binary32": 2.0**-130, "bfloat16": 2.0**-130, "binary16": 2.0**-16}
BELOW = {"binary64": 2.0**-1000, "binary32": 2.0**-120, "bfloat16": 2.0**-120, "binary16": 2.0**-9}


def step_from_zero(name: str, g: float) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """SGD with a learning rate of one: θ = 0 − g."""
    form = FORMATS[name]
    case = {
        "id": "sgd/standard/%s/tiny" % name,
        "scalars": "wide",
        "storage": name,
        "arithmetic": name,
        "groups": [
            {
                "hyperparameters": {"learningRate": 1.0},
                "tensors": [
                    {"name": "w", "shape": [1], "initial": [form.encode(mpfr(0))]}
                ],
            }
        ],
        "steps": [{"gradients": [[form.encode(mpfr(g))]], "learningRates": [1.0]}],
        "expected": [{"step": 1}],
    }
    return {"optimizer": "sgd", "dialect": {}, "budget": 4}, case


class Flushed(unittest.TestCase):
    """By hand, and against runs that flush from the first step to the last."""

    def test_intervals(self) -> None:
        N = FORMATS["binary32"].least_normal
        half = N / 2
        self.assertEqual(flushed((half, INF), N), (ZERO, INF))
        self.assertEqual(flushed((-N, -half), N), (-N, ZERO))
        for x in ((N, INF), (-half, half), (ZERO, half), (ZERO, ZERO), (mpfr(-1), -N)):
            self.assertIs(flushed(x, N), x)

    def test_a_subnormal_step(self) -> None:
        for name in ("binary64", "binary32", "bfloat16"):
            with self.subTest(name=name):
                data, case = step_from_zero(name, TINY[name])
                columns = recomputed(data, case)[0][1, 0, "parameter"]
                self.assertEqual(columns["flushed.low"], columns["low"])
                self.assertEqual(columns["flushed.high"], ["0" * FORMATS[name].digits])
                self.assertNotEqual(columns["high"], columns["flushed.high"])

    def test_absent(self) -> None:
        data, case = step_from_zero("binary16", TINY["binary16"])
        self.assertNotIn("flushed.low", recomputed(data, case)[0][1, 0, "parameter"])
        for name, g in BELOW.items():
            with self.subTest(name=name):
                data, case = step_from_zero(name, g)
                self.assertNotIn("flushed.low", recomputed(data, case)[0][1, 0, "parameter"])

    def test_every_operation_flushes(self) -> None:
        for path, name in (
            ("sgd/standard/binary32.json", "extremes"),
            ("adam/standard/binary32.json", "extremes"),
            ("rmsprop/epsilon-inside-centered-corrected/bfloat16.json", "extremes"),
            ("radam/standard/binary64.json", "extremes"),
            ("adadelta/standard/binary32.json", "extremes"),
            ("nadam/standard/binary32.json", "zero-gradients"),
            ("adam/standard/bfloat16.json", "sparse-rows"),
        ):
            with self.subTest(path=path, name=name):
                data, case = a_case(path, name)
                result = recomputed(data, case)[0]
                with mock.patch.object(lanes, "FlushedPair", Always):
                    self.assertEqual(recomputed(data, case)[0], result)
                    with mock.patch.object(pairs, "FlushedMachine", EveryOperation):
                        self.assertEqual(recomputed(data, case)[0], result)
                if name == "extremes":
                    self.assertTrue(any("flushed.low" in columns for columns in result.values()))


class Published(unittest.TestCase):
    """The comparison of the member `flushed`."""

    def test_presence_and_digits(self) -> None:
        quantity = {name: ["0"] for name in ("exact", "nearest", "low", "high", "reference")}
        quantity["unit"] = [None]
        given = dict(quantity, flushed={"low": ["1"], "high": [None]})
        plain, full = published(quantity), published(given)
        self.assertEqual(list(differing(full, full)), [])
        both = ["flushed.low", "flushed.high"]
        self.assertEqual([row[1] for row in differing(plain, full)], both)
        self.assertEqual([row[1] for row in differing(full, plain)], both)
        other = dict(full, **{"flushed.high": ["2"]})
        self.assertEqual(list(differing(full, other)), [(0, "flushed.high", None, "2")])


if __name__ == "__main__":
    unittest.main()
