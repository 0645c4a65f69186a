"""The rules of SPEC.md in binary64, an element at a time.

Written from the page alone, for the dialects that the adapters in this folder have.
"""

from __future__ import annotations

from math import cos, pi, prod, sqrt
from typing import Any, Callable, Optional

STANDARD = {
    "sgd": {"nesterov": "off", "decayForm": "l2"},
    "adagrad": {"decayForm": "l2", "absentRows": "zero", "duplicateRows": "sum"},
    "adadelta": {"decayForm": "l2"},
    "rmsprop": {"centered": "off", "decayForm": "l2"},
    "adam": {
        "decayForm": "l2",
        "epsilonFrame": "corrected",
        "absentRows": "zero",
        "duplicateRows": "sum",
    },
    "adamw": {"decayForm": "before", "epsilonFrame": "corrected"},
    "amsgrad": {"decayForm": "l2"},
    "nadam": {"decayForm": "l2"},
    "adamax": {"decayForm": "l2"},
    "radam": {"decayForm": "l2"},
}

# What the state of the rows that no gradient has listed is made of.
UNTOUCHED = {
    "adagrad": {"squareSum": "initialSecondMoment"},
    "adam": {"firstMoment": "", "secondMoment": ""},
}


class Element:
    """One element of a tensor: its value and its state."""

    def __init__(
        self, optimizer: str, dialect: dict[str, str], h: dict[str, float], value: float
    ) -> None:
        name = "adam" if optimizer == "adamw" else optimizer
        self.rule: Callable[[float], float] = getattr(self, name)
        self.dialect = {"maximize": "off", **STANDARD[optimizer], **dialect}
        self.h = h
        self.value = value
        self.state: dict[str, float] = {}
        self.t = 0
        self.rate = 0.0
        self.product = 1.0

    def get(self, name: str) -> float:
        return self.h.get(name, 0.0)

    def step(self, g: float, rate: float, t: int) -> None:
        self.t = t
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

    def adadelta(self, g: float) -> float:
        decay, epsilon = self.h["decay"], self.get("epsilonRoot")
        v = decay * self.state.get("squareAverage", 0.0) + (1 - decay) * (g * g)
        d = self.state.get("updateAverage", 0.0)
        u = (sqrt(d + epsilon) / sqrt(v + epsilon)) * g
        d = decay * d + (1 - decay) * (u * u)
        self.state.update(squareAverage=v, updateAverage=d)
        return self.rate * u

    def first(self, g: float) -> float:
        beta1 = self.h["beta1"]
        m = beta1 * self.state.get("firstMoment", 0.0) + (1 - beta1) * g
        self.state["firstMoment"] = m
        return m

    def second(self, g: float) -> float:
        beta2 = self.h["beta2"]
        v = beta2 * self.state.get("secondMoment", 0.0) + (1 - beta2) * (g * g)
        self.state["secondMoment"] = v
        return v

    def correction(self, beta: str) -> float:
        return 1 - self.h[beta] ** self.t

    def denominator(self, w: float, frame: str) -> float:
        c2, epsilon = self.correction("beta2"), self.get("epsilon")
        if frame == "corrected":
            return sqrt(w / c2) + epsilon
        return (sqrt(w) + epsilon) / sqrt(c2)

    def adam(self, g: float) -> float:
        n = self.first(g) / self.correction("beta1")
        d = self.denominator(self.second(g), self.dialect["epsilonFrame"])
        return self.rate * (n / d)

    def amsgrad(self, g: float) -> float:
        n = self.first(g) / self.correction("beta1")
        x = max(self.state.get("maximumSecondMoment", 0.0), self.second(g))
        self.state["maximumSecondMoment"] = x
        return self.rate * (n / self.denominator(x, "corrected"))

    def nadam(self, g: float) -> float:
        def mu(i: int) -> float:
            decayed = 0.96 ** (i * self.get("momentumDecay"))
            return self.h["beta1"] * (1 - 0.5 * decayed)

        now, next_ = mu(self.t), mu(self.t + 1)
        self.product *= now
        m = self.first(g)
        n = next_ / (1 - self.product * next_) * m + (1 - now) / (1 - self.product) * g
        return self.rate * (n / self.denominator(self.second(g), "corrected"))

    def adamax(self, g: float) -> float:
        n = self.first(g) / self.correction("beta1")
        old = self.state.get("infinityNorm", 0.0)
        u = max(self.h["beta2"] * old, abs(g) + self.get("epsilon"))
        self.state["infinityNorm"] = u
        return self.rate * (n / u)

    def radam(self, g: float) -> float:
        n = self.first(g) / self.correction("beta1")
        d = self.denominator(self.second(g), "raw")
        beta2, t = self.h["beta2"], self.t
        end = 2 / (1 - beta2) - 1
        now = end - 2 * t * beta2**t / (1 - beta2**t)
        if now <= 5:
            return self.rate * n
        r = sqrt((now - 4) * (now - 2) * end / ((end - 4) * (end - 2) * now))
        return self.rate * r * (n / d)


def rate(schedule: dict[str, Any], eta: float, k: int) -> float:
    """The learning rate after k steps, as SPEC.md, §11 says."""
    kind = schedule["kind"]
    if kind == "constant":
        return eta
    if kind == "step":
        return eta * schedule["factor"] ** (k // schedule["period"])
    if kind == "multiStep":
        return eta * schedule["factor"] ** sum(m <= k for m in schedule["milestones"])
    if kind == "exponential":
        return eta * schedule["factor"] ** k
    if kind == "inverseSquareRoot":
        return eta * sqrt(schedule["length"] / max(k, schedule["length"]))
    if kind == "warmUp":
        start, length = schedule["start"], schedule["length"]
        if k >= length:
            return rate(schedule["next"], eta, k - length)
        return eta * (start + (1 - start) * (k / length))
    floor, total = schedule["floor"], schedule["total"]
    if kind == "polynomial":
        return (eta - floor) * (1 - min(k, total) / total) ** schedule["power"] + floor
    assert kind == "cosine"
    if k > total and schedule["afterEnd"] == "hold":
        return floor
    return floor + (eta - floor) * (1 + cos(pi * (k % (2 * total) / total))) / 2


class Tensor:
    """The elements of a tensor, and its clock."""

    def __init__(self, shape: Any, elements: list[Element]) -> None:
        self.shape = shape
        self.elements = elements
        self.t = 0

    def step(self, gradient: Any, rate: float) -> None:
        """`gradient` has a value for each element, or is what a case has for rows."""
        if gradient is None:
            return
        self.t += 1
        values: list[Optional[float]]
        if isinstance(gradient, dict):
            values = self.summed(gradient["rows"], gradient["values"])
        else:
            values = list(gradient)
        for element, g in zip(self.elements, values):
            if g is not None:
                element.step(g, rate, self.t)
            elif element.dialect["absentRows"] == "zero":
                element.step(0.0, rate, self.t)
            else:
                for slot, name in UNTOUCHED[element.rule.__name__].items():
                    element.state.setdefault(slot, element.get(name))

    def observed(self) -> tuple[list[float], dict[str, list[float]]]:
        state: dict[str, list[float]] = {}
        for element in self.elements:
            for slot, value in element.state.items():
                state.setdefault(slot, []).append(value)
        return [element.value for element in self.elements], state

    def summed(self, rows: list[int], values: list[float]) -> list[Optional[float]]:
        width = prod(self.shape[1:])
        result: list[Optional[float]] = [None] * len(self.elements)
        for index, row in enumerate(rows):
            for column in range(width):
                place, g = row * width + column, values[index * width + column]
                old = result[place]
                result[place] = g if old is None else old + g
        return result


def run(
    optimizer: str, dialect: dict[str, str], groups: Any, steps: Any, shapes: Any = None
) -> list[list[tuple[list[float], dict[str, list[float]]]]]:
    """For each step and tensor the parameter and the state.

    `groups` are hyperparameters, tensors, and possibly a schedule; `steps` are
    gradients and rates.
    """
    tensors: list[tuple[int, Tensor]] = []
    for index, (h, of_group, *_) in enumerate(groups):
        for values in of_group:
            elements = [Element(optimizer, dialect, h, value) for value in values]
            shape = shapes[len(tensors)] if shapes else [len(values)]
            tensors.append((index, Tensor(shape, elements)))
    result = []
    for k, (gradients, rates) in enumerate(steps):
        for (group, tensor), gradient in zip(tensors, gradients):
            h, _, *schedule = groups[group]
            scheduled = schedule and rate(schedule[0], h["learningRate"], k)
            tensor.step(gradient, scheduled if schedule else rates[group])
        result.append([tensor.observed() for _, tensor in tensors])
    return result
