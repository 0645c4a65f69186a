"""The rules of SPEC.md in binary64, an element at a time.

Written from the page alone, for the dialects that the adapters in this folder have.
"""

from __future__ import annotations

from math import sqrt
from typing import Any, Callable

STANDARD = {
    "sgd": {"nesterov": "off", "decayForm": "l2"},
    "adagrad": {"decayForm": "l2"},
    "rmsprop": {"centered": "off", "decayForm": "l2"},
    "adam": {"decayForm": "l2"},
    "adamw": {"decayForm": "before"},
}


class Element:
    """One element of a tensor: its value, its state, and its own clock."""

    def __init__(
        self, optimizer: str, dialect: dict[str, str], h: dict[str, float], value: float
    ) -> None:
        self.rule: Callable[[float], float] = getattr(self, optimizer.rstrip("w"))
        self.dialect = {"maximize": "off", **STANDARD[optimizer], **dialect}
        self.h = h
        self.value = value
        self.state: dict[str, float] = {}
        self.t = 0
        self.rate = 0.0

    def get(self, name: str) -> float:
        return self.h.get(name, 0.0)

    def step(self, g: float, rate: float) -> None:
        self.t += 1
        self.rate = rate
        decay = self.get("weightDecay")
        if self.dialect["maximize"] == "gradient":
            g = -g
        if decay and self.dialect["decayForm"] == "l2":
            g = g + decay * self.value
        s = self.rule(g)
        if decay and self.dialect["decayForm"] == "before":
            self.value = self.value * (1 - rate * decay) - s
        else:
            self.value = self.value - s

    def sgd(self, g: float) -> float:
        momentum = self.get("momentum")
        if not momentum:
            return self.rate * g
        if "momentumBuffer" in self.state:
            kept = momentum * self.state["momentumBuffer"]
            b = kept + (1 - self.get("dampening")) * g
        else:
            b = g
        self.state["momentumBuffer"] = b
        u = g + momentum * b if self.dialect["nesterov"] == "standard" else b
        return self.rate * u

    def adagrad(self, g: float) -> float:
        v = self.state.get("squareSum", self.get("initialSecondMoment")) + g * g
        self.state["squareSum"] = v
        rate = self.rate / (1 + (self.t - 1) * self.get("learningRateDecay"))
        return rate * (g / (sqrt(v) + self.get("epsilon")))

    def rmsprop(self, g: float) -> float:
        decay, momentum = self.h["decay"], self.get("momentum")
        v = decay * self.state.get("squareAverage", 0.0) + (1 - decay) * (g * g)
        self.state["squareAverage"] = q = v
        if self.dialect["centered"] == "on":
            m = decay * self.state.get("gradientAverage", 0.0) + (1 - decay) * g
            self.state["gradientAverage"] = m
            q = v - m * m
        u = g / (sqrt(q) + self.get("epsilon"))
        if momentum:
            u = momentum * self.state.get("momentumBuffer", 0.0) + u
            self.state["momentumBuffer"] = u
        return self.rate * u

    def adam(self, g: float) -> float:
        beta1, beta2 = self.h["beta1"], self.h["beta2"]
        m = beta1 * self.state.get("firstMoment", 0.0) + (1 - beta1) * g
        v = beta2 * self.state.get("secondMoment", 0.0) + (1 - beta2) * (g * g)
        self.state.update(firstMoment=m, secondMoment=v)
        n = m / (1 - beta1**self.t)
        d = sqrt(v / (1 - beta2**self.t)) + self.get("epsilon")
        return self.rate * (n / d)


def run(
    optimizer: str, dialect: dict[str, str], groups: Any, steps: Any
) -> list[list[tuple[list[float], dict[str, list[float]]]]]:
    """For each step and tensor the parameter and the state.

    `groups` are hyperparameters and tensors; `steps` are gradients and rates.
    """
    tensors = [
        (index, [Element(optimizer, dialect, h, value) for value in values])
        for index, (h, of_group) in enumerate(groups)
        for values in of_group
    ]
    result = []
    for gradients, rates in steps:
        for (group, elements), gradient in zip(tensors, gradients):
            for element, g in zip(elements, gradient or []):
                element.step(g, rates[group])
        result.append(
            [
                (
                    [element.value for element in elements],
                    {
                        slot: [element.state[slot] for element in elements]
                        for slot in (elements[0].state if elements else {})
                    },
                )
                for _, elements in tensors
            ]
        )
    return result
