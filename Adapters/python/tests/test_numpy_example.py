from __future__ import annotations

import random
import unittest

import reference
from support import converse, decoded, request, rmspec, step

try:
    import numpy_example
except ModuleNotFoundError as missing:
    if missing.name != "numpy":
        raise
    raise unittest.SkipTest("NumPy is not installed")


class Example(unittest.TestCase):
    def test_bits(self) -> None:
        for momentum in (0.0, 0.9):
            generator = random.Random(3)
            h = {"learningRate": 0.01, "decay": 0.9, "epsilon": 1e-3}
            groups = [({**h, "momentum": momentum}, [[0.5, -1.0, 0.0], [2.0]])]
            steps = [
                ([[generator.gauss(0, 1) for _ in range(n)] for n in (3, 1)], [rate])
                for rate in (0.01, 0.0, 0.125, 0.3)
            ]
            session = rmspec.Session(
                "example",
                "1",
                "python",
                [{"optimizer": "rmsprop", "features": ["state"]}],
                numpy_example.RMSprop,
            )
            message = request(
                groups, [step(*s) for s in steps], [1, 2, 3, 4], optimizer="rmsprop"
            )
            (result,) = converse(session, message)
            self.assertEqual(
                decoded(result), reference.run("rmsprop", {}, groups, steps)
            )

    def test_length(self) -> None:
        with open(numpy_example.__file__, encoding="utf-8") as file:
            self.assertLessEqual(len(file.readlines()), 40)


if __name__ == "__main__":
    unittest.main()
