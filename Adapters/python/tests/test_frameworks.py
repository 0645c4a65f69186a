from __future__ import annotations

import importlib
import importlib.util
import os
import unittest
from typing import Any, Callable

from support import converse, decoded, request, rmspec, step

# Keras takes the backend that there is.
if importlib.util.find_spec("tensorflow") is None:
    os.environ.setdefault("KERAS_BACKEND", "jax")

STANDARD = {"nesterov": "off", "momentumLearningRate": "outside"}
HYPERPARAMETERS = {"learningRate": 0.5, "momentum": 0.5}
# Dyadic numbers, which every path computes exactly: b is g, and then b / 2 + g.
GRADIENTS = [[0.25, 0.5], [-0.5, 1.0]]
PARAMETERS = [[0.875, -2.25], [1.0625, -2.875]]
BUFFERS = [[0.25, 0.5], [-0.375, 1.25]]


class Momentum(unittest.TestCase):
    """Each adapter runs two steps of SGD, on every path and in every format."""

    def check(self, name: str, make: Callable[[Any], Any]) -> None:
        try:
            adapter = importlib.import_module(f"{name}_adapter")
        except SystemExit as missing:
            self.skipTest(str(missing))
        claims = list(adapter.claims())
        session = rmspec.Session(name, "1", "python", claims, make(adapter))
        for claim in claims:
            if claim["optimizer"] == "sgd":
                place = {"path": claim.get("path"), "formats": claim["formats"]}
                with self.subTest(name, **place):
                    self.check_claim(session, claim)

    def check_claim(self, session: rmspec.Session, claim: dict[str, Any]) -> None:
        (storage,) = claim["formats"]
        axes = claim["dialect"].items()
        chosen = {axis: v if isinstance(v, str) else v[0] for axis, v in axes}
        steps = [step([gradient], [0.5], storage=storage) for gradient in GRADIENTS]
        wanted = [0, 1]
        if {"restore", "fork"} <= set(claim["features"]):
            # The second step is taken after restoring, and again after going back.
            second = steps[1]
            steps = [steps[0], {**second, "restore": True, "save": True}]
            steps += [{**second, "rewind": True}, {**second, "rewind": True}]
            wanted = [0, 1, 1, 1]
        message = request(
            [(HYPERPARAMETERS, [[1.0, -2.0]])],
            steps,
            range(1, len(steps) + 1),
            dialect={**STANDARD, **chosen},
            path=claim.get("path"),
            storage=storage,
        )
        (answer,) = converse(session, message)
        self.assertEqual(answer["type"], "result", answer)
        rate = 0.5 if chosen.get("momentumLearningRate") == "inside" else 1.0
        expected = [
            [(PARAMETERS[i], {"momentumBuffer": [rate * b for b in BUFFERS[i]]})]
            for i in wanted
        ]
        self.assertEqual(decoded(answer, storage), expected)

    def test_optax(self) -> None:
        self.check("optax", lambda adapter: adapter.OptaxOptimizer)

    def test_keras(self) -> None:
        self.check("keras", lambda adapter: adapter.KerasOptimizer)

    def test_tensorflow(self) -> None:
        self.check("tensorflow", lambda adapter: adapter.make)

    def test_mlx(self) -> None:
        self.check("mlx", lambda adapter: adapter.MLXOptimizer)

    def test_paddle(self) -> None:
        self.check("paddle", lambda adapter: adapter.PaddleOptimizer)

    def test_tinygrad(self) -> None:
        self.check("tinygrad", lambda adapter: adapter.TinygradOptimizer)


if __name__ == "__main__":
    unittest.main()
