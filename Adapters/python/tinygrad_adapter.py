"""The adapter of tinygrad: `tinygrad.nn.optim`, SGD, Adam and AdamW.

Groups are an `OptimizerGroup`. SGD's `classic` is the axis momentumLearningRate. State
and learning rate are in binary32 unless OPTIM_DTYPE and the default type say otherwise;
here both are the format of the case. The powers of β are in binary32 always, so that
Adam in binary64 is not what it seems. tinygrad cannot step a tensor without a gradient.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from importlib.metadata import version
from typing import Any, Iterator, Optional

import rmspec_adapter as rmspec

try:
    from tinygrad import Tensor, dtypes
    from tinygrad.helpers import DEFAULT_FLOAT, Context, getenv
    from tinygrad.nn import optim
    from tinygrad.nn.state import get_state_dict
except ModuleNotFoundError as missing:
    if missing.name != "tinygrad":
        raise
    sys.exit("tinygrad is not installed: pip install tinygrad")

DTYPES = {"binary64": "float64", "binary32": "float32"}

ADAM = {"beta1": "b1", "beta2": "b2", "epsilon": "eps"}
TARGETS: dict[str, tuple[Any, dict[str, str], dict[str, Any], dict[str, str]]] = {
    "sgd": (
        optim.SGD,
        {"momentum": "momentum", "weightDecay": "weight_decay"},
        {
            "firstMomentum": "zero",
            "nesterov": ["off", "standard"],
            "momentumLearningRate": ["outside", "inside"],
        },
        {"momentumBuffer": "b"},
    ),
    "adam": (optim.Adam, ADAM, {}, {"firstMoment": "m", "secondMoment": "v"}),
    "adamw": (
        optim.AdamW,
        {**ADAM, "weightDecay": "weight_decay"},
        {"decayForm": "same"},
        {"firstMoment": "m", "secondMoment": "v"},
    ),
}


def options(case: rmspec.Case, given: dict[str, float]) -> dict[str, Any]:
    """The arguments of the optimizer for a group, all but the learning rate."""
    _, names, _, _ = TARGETS[case.optimizer]
    # What is left out has no effect, and tinygrad's defaults would have one.
    result: dict[str, Any] = {name: 0.0 for name in names.values()}
    result.update({names[k]: v for k, v in given.items() if k in names})
    if case.optimizer == "sgd":
        result["nesterov"] = case.dialect["nesterov"] == "standard"
        result["classic"] = case.dialect["momentumLearningRate"] == "inside"
    return result


class TinygradOptimizer(rmspec.Optimizer):
    """One of tinygrad's optimizers over the tensors of a case."""

    def __init__(self, case: rmspec.Case) -> None:
        self.case = case
        name = DTYPES[case.storage]
        self.dtype = getattr(dtypes, name)
        DEFAULT_FLOAT.value = os.environ["OPTIM_DTYPE"] = name
        getenv.cache_clear()
        if any(not tensor.initial for tensor in case.tensors):
            raise rmspec.Skip("tinygrad realizes no tensor without elements")
        make, _, _, slots = TARGETS[case.optimizer]
        self.hyperparameters = [group.hyperparameters for group in case.groups]
        self.theta: list[Any] = []
        self.parts: list[Any] = []
        self.groups: list[int] = []
        # Tensors share an optimizer if they share a group and the number of steps.
        shared = itertools.groupby(case.tensors, lambda t: (t.group, t.steps_before))
        for (group, steps), tensors in shared:
            likes = list(tensors)
            own = [self.tensor(t.initial, t).realize() for t in likes]
            arguments = options(case, self.hyperparameters[group])
            part = make(own, lr=0.0, **arguments)
            for slot, name in slots.items():
                for memory, like in zip(getattr(part, name), likes):
                    if like.state_before is not None:
                        given = self.tensor(like.state_before[slot], like)
                        memory.assign(given).realize()
            for name in ("b1", "b2") if "b1" in arguments else ():
                power = getattr(part, f"{name}_t")
                for _ in range(steps):
                    power.assign(power * arguments[name]).realize()
            self.theta += own
            self.parts.append(part)
            self.groups.append(group)
        self.optimizer = optim.OptimizerGroup(*self.parts)
        self.given: Any = None

    def tensor(self, values: Any, like: rmspec.Tensor) -> Any:
        return Tensor(list(values), dtype=self.dtype).reshape(like.shape).contiguous()

    def step(self, gradients: Any, learning_rates: Any) -> None:
        for part, group in zip(self.parts, self.groups):
            rate = Tensor([learning_rates[group]], dtype=part.lr.dtype)
            part.lr.assign(rate).realize()
        if gradients is not self.given:
            for theta, gradient, like in zip(self.theta, gradients, self.case.tensors):
                theta.grad = self.tensor(gradient, like).realize()
        self.given = gradients
        with Context(TRAINING=1):
            self.optimizer.step()

    def change(self, hyperparameters: list[dict[str, float]]) -> None:
        pairs = zip(self.hyperparameters, hyperparameters)
        self.hyperparameters = [{**old, **new} for old, new in pairs]
        for part, group in zip(self.parts, self.groups):
            for name, value in options(self.case, self.hyperparameters[group]).items():
                setattr(part, "wd" if name == "weight_decay" else name, value)

    def parameters(self) -> list[Any]:
        return [theta.flatten().tolist() for theta in self.theta]

    def state(self) -> list[dict[str, Any]]:
        slots = TARGETS[self.case.optimizer][3]
        result = []
        for part in self.parts:
            for i in range(len(part.params)):
                memory = {s: getattr(part, n) for s, n in slots.items()}
                result.append(
                    {s: m[i].flatten().tolist() for s, m in memory.items() if m}
                )
        return result

    def memory(self) -> list[tuple[str, Any]]:
        named = get_state_dict(self.optimizer).items()
        return [pair for pair in named if "params." not in pair[0]]

    def save(self) -> Any:
        return {name: tensor.tolist() for name, tensor in self.memory()}

    def restore(self, saved: Any) -> None:
        for name, tensor in self.memory():
            tensor.assign(Tensor(saved[name], dtype=tensor.dtype)).realize()


FEATURES = ["groups", "restore", "state", "fork", "changingHyperparameters"]
FEATURES += ["givenState", "sameGradients"]
MODES = {"binary64": "wide", "binary32": "wideConstantsProducts"}


def claims(scalars: Optional[str] = None) -> Iterator[dict[str, Any]]:
    for optimizer, (_, names, dialect, _) in TARGETS.items():
        for storage in DTYPES:
            yield {
                "optimizer": optimizer,
                "formats": [storage],
                "dialect": dialect,
                "scalars": [scalars or MODES[storage]],
                "hyperparameters": ["learningRate", *names],
                "features": FEATURES,
            }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scalars", help="claim this mode for every optimizer")
    arguments = parser.parse_args()
    rmspec.serve(
        name="tinygrad",
        version=version("tinygrad"),
        implements=list(claims(arguments.scalars)),
        make=TinygradOptimizer,
    )
