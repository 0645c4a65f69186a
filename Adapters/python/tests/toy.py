"""SGD with momentum in plain Python; run as a program it is an adapter that prints
where it should not."""

from __future__ import annotations

import copy
import os
import sys
from typing import Any

from support import rmspec

CLAIM = {
    "optimizer": "sgd",
    "formats": ["binary64", "binary32", "binary16", "bfloat16"],
    "features": ["groups", "restore", "state", "absentGradients"],
}


class Momentum(rmspec.Optimizer):
    instances = 0

    def __init__(self, case: rmspec.Case) -> None:
        Momentum.instances += 1
        self.case = case
        self.values = [list(tensor.initial) for tensor in case.tensors]
        self.buffers: list[Any] = [None] * len(self.values)

    def step(self, gradients: Any, learning_rates: Any) -> None:
        for i, (tensor, gradient) in enumerate(zip(self.case.tensors, gradients)):
            if gradient is None:
                continue
            momentum = self.case.groups[tensor.group].hyperparameters["momentum"]
            old = self.buffers[i] or [0.0] * len(gradient)
            self.buffers[i] = [momentum * b + g for b, g in zip(old, gradient)]
            rate = learning_rates[tensor.group]
            self.values[i] = [
                v - rate * b for v, b in zip(self.values[i], self.buffers[i])
            ]

    def parameters(self) -> Any:
        return self.values

    def state(self) -> Any:
        return [{} if b is None else {"momentumBuffer": b} for b in self.buffers]

    def save(self) -> Any:
        return self.buffers

    def restore(self, saved: Any) -> None:
        self.buffers = copy.copy(saved)


class Noisy(Momentum):
    def step(self, gradients: Any, learning_rates: Any) -> None:
        print("printed by Python")
        os.write(1, b"written below Python\n")
        os.system("echo printed by a child")
        assert sys.stdin.read() == ""
        super().step(gradients, learning_rates)


if __name__ == "__main__":
    rmspec.serve(name="noisy", version="1", implements=[CLAIM], make=Noisy)
