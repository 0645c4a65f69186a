"""The adapter of MLX: `mlx.optimizers`, eager, on the CPU.

Adam and AdamW correct no bias unless told to: the path `plain` is their default, the
path `bias-correction` the other, on which the step count is the optimizer's: as long as
no gradient is absent, that is also a count for each tensor. Each group is a part of a
MultiOptimizer. MLX keeps a learning rate that is a Python float in binary32, and always
the powers of β, whatever the parameters are in; `--rates binary64` hands it an array.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from importlib.metadata import version
from typing import Any, Iterator, Optional

import rmspec_adapter as rmspec

try:
    import mlx.core as mx
    from mlx import optimizers
    from mlx.utils import tree_flatten, tree_unflatten
except ModuleNotFoundError as missing:
    if missing.name not in ("mlx", "mlx.core"):
        raise
    sys.exit("MLX is not installed: pip install mlx, or mlx-cpu without Metal")

DTYPES = {"binary64": mx.float64, "binary32": mx.float32}
MODES = {"binary64": "wide", "binary32": "wideConstants"}
RATES: Any = None

DECAY = {"weightDecay": "weight_decay"}
ADAM = {"beta1": "beta1", "beta2": "beta2", "epsilon": "eps"}
ADAM_SLOTS = {"firstMoment": "m", "secondMoment": "v"}
UNCORRECTED = {"firstMomentCorrection": "off", "secondMomentCorrection": "off"}

# For each optimizer and path the class, its arguments, what else it is given, the
# dialect, and the slots.
Target = tuple[Any, dict[str, str], dict[str, Any], dict[str, Any], dict[str, str]]
TARGETS: dict[tuple[str, str], Target] = {
    ("sgd", "plain"): (
        optimizers.SGD,
        {"momentum": "momentum", "dampening": "dampening", **DECAY},
        {},
        {"firstMomentum": "zero", "nesterov": ["off", "standard"]},
        {"momentumBuffer": "v"},
    ),
    ("adagrad", "plain"): (
        optimizers.Adagrad,
        {"epsilon": "eps"},
        {},
        {},
        {"squareSum": "v"},
    ),
    ("adadelta", "plain"): (
        optimizers.AdaDelta,
        {"decay": "rho", "epsilonRoot": "eps"},
        {},
        {},
        {"squareAverage": "v", "updateAverage": "u"},
    ),
    ("rmsprop", "plain"): (
        optimizers.RMSprop,
        {"decay": "alpha", "epsilon": "eps"},
        {},
        {"momentumLearningRate": ["outside", "inside"]},  # It has no momentum.
        {"squareAverage": "v"},
    ),
    ("adam", "plain"): (optimizers.Adam, ADAM, {}, UNCORRECTED, ADAM_SLOTS),
    ("adam", "bias-correction"): (
        optimizers.Adam,
        ADAM,
        {"bias_correction": True},
        {},
        ADAM_SLOTS,
    ),
    ("adamw", "plain"): (
        optimizers.AdamW,
        {**ADAM, **DECAY},
        {},
        UNCORRECTED,
        ADAM_SLOTS,
    ),
    ("adamw", "bias-correction"): (
        optimizers.AdamW,
        {**ADAM, **DECAY},
        {"bias_correction": True},
        {},
        ADAM_SLOTS,
    ),
    ("adamax", "plain"): (
        optimizers.Adamax,
        ADAM,
        {},
        {"infinityFloor": "denominator", "firstMomentCorrection": "off"},
        {"firstMoment": "m", "infinityNorm": "v"},
    ),
}


def options(case: rmspec.Case, given: dict[str, float]) -> dict[str, Any]:
    """The arguments of the class for a group."""
    cls, names, fixed, _, _ = TARGETS[case.optimizer, case.path or "plain"]
    # What is left out has no effect, and MLX's defaults would have one.
    result: dict[str, Any] = {name: 0.0 for name in names.values()}
    result.update({names[name]: given[name] for name in given if name in names})
    if "beta1" in result:
        result["betas"] = [result.pop("beta1"), result.pop("beta2")]
    if case.optimizer == "sgd":
        result["nesterov"] = case.dialect["nesterov"] == "standard"
    return {**result, **fixed}


class MLXOptimizer(rmspec.Optimizer):
    """One of MLX's optimizers over the tensors of a case, a tree by name."""

    def __init__(self, case: rmspec.Case) -> None:
        self.case = case
        cls, _, _, _, self.slots = TARGETS[case.optimizer, case.path or "plain"]
        self.hyperparameters = [group.hyperparameters for group in case.groups]
        self.names = [f"w{i}" for i in range(len(case.tensors))]
        pairs = list(zip(self.names, case.tensors))
        self.theta = {name: self.array(like.initial, like) for name, like in pairs}
        # Tensors share an optimizer if they share a group and the number of steps.
        shared = itertools.groupby(
            pairs, lambda pair: (pair[1].group, pair[1].steps_before)
        )
        self.groups: list[int] = []
        self.parts: list[Any] = []
        filters: list[Any] = []
        for (group, _), own in shared:
            arguments = options(case, self.hyperparameters[group])
            try:
                self.parts.append(cls(0.0, **arguments))
            except ValueError as error:
                raise rmspec.Skip(f"{cls.__name__} refuses: {error}") from error
            self.groups.append(group)
            filters.append(lambda name, _, own=[name for name, _ in own]: name in own)
        self.optimizer = optimizers.MultiOptimizer(self.parts, filters[:-1])
        self.optimizer.init(self.theta)
        self.had_gradient = {n for n, like in pairs if like.state_before is not None}
        for name, like in pairs:
            for slot, values in (like.state_before or {}).items():
                self.memory(name)[self.slots[slot]] = self.array(values, like)
                steps = mx.array(like.steps_before, mx.uint64)
                self.part(name).state["step"] = steps
        self.given: Any = None

    def array(self, values: Any, like: rmspec.Tensor) -> mx.array:
        return mx.array(list(values), DTYPES[self.case.storage]).reshape(like.shape)

    def part(self, name: str) -> Any:
        """The optimizer of a tensor."""
        return next(part for part in self.parts if name in part.state)

    def memory(self, name: str) -> dict[str, mx.array]:
        return self.part(name).state[name]

    def step(self, gradients: Any, learning_rates: Any) -> None:
        if gradients is not self.given:
            self.arrays = {
                name: self.array(gradient, like)
                for name, gradient, like in zip(
                    self.names, gradients, self.case.tensors
                )
                if gradient is not None
            }
        self.given = gradients
        for part, group in zip(self.parts, self.groups):
            rate = learning_rates[group]
            part.learning_rate = mx.array(rate, RATES) if RATES else rate
        self.theta.update(self.optimizer.apply_gradients(self.arrays, self.theta))
        self.had_gradient.update(self.arrays)
        mx.eval(self.theta, self.optimizer.state)

    def change(self, hyperparameters: list[dict[str, float]]) -> None:
        pairs = zip(self.hyperparameters, hyperparameters)
        self.hyperparameters = [{**old, **new} for old, new in pairs]
        for part, group in zip(self.parts, self.groups):
            for name, value in options(self.case, self.hyperparameters[group]).items():
                setattr(part, name, value)

    def parameters(self) -> list[Any]:
        return [self.theta[name].flatten().tolist() for name in self.names]

    def state(self) -> list[dict[str, list[float]]]:
        # MLX makes all state at once: what has had no gradient has none to compare.
        return [
            {
                slot: self.memory(name)[own].flatten().tolist()
                for slot, own in self.slots.items()
                if slot != "momentumBuffer" or self.part(name).momentum
            }
            if name in self.had_gradient
            else {}
            for name in self.names
        ]

    def save(self) -> Any:
        return tree_flatten(self.optimizer.state), set(self.had_gradient)

    def restore(self, saved: Any) -> None:
        flat, self.had_gradient = saved
        self.optimizer.state = tree_unflatten(flat)


FEATURES = ["groups", "restore", "state", "fork", "changingHyperparameters"]
FEATURES += ["givenState", "sameGradients"]


def claims(scalars: Optional[str] = None) -> Iterator[dict[str, Any]]:
    for (optimizer, path), (_, names, _, dialect, _) in TARGETS.items():
        for storage in DTYPES:
            clocked = path == "bias-correction"
            claim = {
                "optimizer": optimizer,
                "path": path,
                "formats": [storage],
                "dialect": dialect,
                "scalars": [scalars or MODES[storage]],
                "hyperparameters": ["learningRate", *names],
                "features": FEATURES + ["absentGradients"] * (not clocked),
            }
            yield {**claim}
            if (optimizer, path) == ("adam", "bias-correction"):
                claim["dialect"] = {"stepClock": "global"}
                yield {**claim, "features": [*FEATURES, "absentGradients"]}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scalars", help="claim this mode for every optimizer")
    parser.add_argument(
        "--rates", choices=list(DTYPES), help="hand over learning rates as arrays"
    )
    arguments = parser.parse_args()
    RATES = DTYPES.get(arguments.rates)
    mx.set_default_device(mx.cpu)
    rmspec.serve(
        name="MLX",
        version=version("mlx"),
        implements=list(claims(arguments.scalars)),
        make=MLXOptimizer,
    )
