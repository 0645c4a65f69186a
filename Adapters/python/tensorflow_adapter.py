"""The adapter of TensorFlow's own optimizers, eager, on the CPU.

The path `v1` is `tf.compat.v1.train`. Its Adam has one clock for all variables, and all
its hyperparameters pass through binary32, whatever the variables are in. Its
RMSPropOptimizer's second moment starts at 1 and cannot start elsewhere, and its
AdagradOptimizer refuses to start at 0: other cases are skipped.

The path `raw` calls the kernels, `tf.raw_ops`. Who calls them has to hand them β^t:
here it is a running product for each tensor, in the format of the parameters.
(`tf.keras.optimizers` is Keras 3: see keras_adapter.py.)
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from typing import Any, Iterator, Optional

import rmspec_adapter as rmspec

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

try:
    import numpy as np
    import tensorflow as tf
except ModuleNotFoundError as missing:
    if missing.name not in ("numpy", "tensorflow"):
        raise
    sys.exit("TensorFlow is not installed: pip install tensorflow")

DTYPES = {"binary64": "float64", "binary32": "float32"}

INITIAL = "initialSecondMoment"
BETAS = {"beta1": "beta1", "beta2": "beta2", "epsilon": "epsilon"}
RAW = {"epsilonFrame": "raw"}
NESTEROV = {"firstMomentum": "zero", "nesterov": ["off", "standard"]}
INSIDE = {
    "epsilonPlace": "inside",
    "momentumLearningRate": "inside",
    "centered": ["off", "on"],
}
MOMENTS = {"m": "firstMoment", "v": "secondMoment"}

# For each optimizer the class or kernel, its arguments, the dialect, and the slots.
Targets = dict[str, tuple[Any, dict[str, str], dict[str, Any], dict[str, str]]]
V1 = tf.compat.v1.train
CLASSES: Targets = {
    "sgd": (
        V1.MomentumOptimizer,
        {"momentum": "momentum"},
        NESTEROV,
        {"momentum": "momentumBuffer"},
    ),
    "adagrad": (
        V1.AdagradOptimizer,
        {INITIAL: "initial_accumulator_value"},
        {"epsilonPlace": "none"},
        {"accumulator": "squareSum"},
    ),
    "adadelta": (
        V1.AdadeltaOptimizer,
        {"decay": "rho", "epsilonRoot": "epsilon"},
        {},
        {"accum": "squareAverage", "accum_update": "updateAverage"},
    ),
    "rmsprop": (
        V1.RMSPropOptimizer,
        {
            "decay": "decay",
            "momentum": "momentum",
            "epsilonRoot": "epsilon",
            INITIAL: "",
        },
        INSIDE,
        {"rms": "squareAverage", "mg": "gradientAverage", "momentum": "momentumBuffer"},
    ),
    "adam": (V1.AdamOptimizer, BETAS, RAW, MOMENTS),
}
KERNELS: Targets = {
    "sgd": (
        "ResourceApplyKerasMomentum",
        {"momentum": "momentum"},
        {**NESTEROV, "momentumLearningRate": "inside"},
        {"accum": "momentumBuffer"},
    ),
    "adagrad": (
        "ResourceApplyAdagradV2",
        {"epsilon": "epsilon", INITIAL: ""},
        {},
        {"accum": "squareSum"},
    ),
    "adadelta": (
        "ResourceApplyAdadelta",
        {"decay": "rho", "epsilonRoot": "epsilon"},
        {},
        {"accum": "squareAverage", "accum_update": "updateAverage"},
    ),
    "rmsprop": (
        "ResourceApplyRMSProp",
        {"decay": "rho", "momentum": "momentum", "epsilonRoot": "epsilon", INITIAL: ""},
        INSIDE,
        {"ms": "squareAverage", "mom": "momentumBuffer", "mg": "gradientAverage"},
    ),
    "adam": ("ResourceApplyAdam", BETAS, RAW, MOMENTS),
    "amsgrad": (
        "ResourceApplyAdamWithAmsgrad",
        BETAS,
        RAW,
        {**MOMENTS, "vhat": "maximumSecondMoment"},
    ),
    "nadam": (
        "ResourceApplyAdam",
        BETAS,
        {"lookAhead": "current", "momentumSchedule": "constant", **RAW},
        MOMENTS,
    ),
    "adamax": (
        "ResourceApplyAdaMax",
        BETAS,
        {"infinityFloor": "denominator"},
        {"m": "firstMoment", "v": "infinityNorm"},
    ),
}


class TensorFlowOptimizer(rmspec.Optimizer):
    """What both paths share: variables, gradients, and which slots a case has."""

    def __init__(self, case: rmspec.Case) -> None:
        self.case = case
        self.dtype = DTYPES[case.storage]
        self.given = case.groups[0].hyperparameters
        self.centered = case.dialect.get("centered") == "on"
        self.nesterov = case.dialect.get("nesterov") == "standard"
        self.theta = [tf.Variable(self.array(t.initial, t)) for t in case.tensors]
        self.had_gradient = [t.state_before is not None for t in case.tensors]
        self.last: Any = None

    def array(self, values: Any, like: rmspec.Tensor) -> Any:
        return np.array(values, self.dtype).reshape(like.shape)

    def arguments(self, names: dict[str, str]) -> dict[str, Any]:
        # What is left out has no effect, and TensorFlow's defaults would have one.
        return {v: self.given.get(k, 0.0) for k, v in names.items() if v}

    def step(self, gradients: Any, learning_rates: Any) -> None:
        if gradients is not self.last:
            self.pairs = self.converted(gradients)
        self.last = gradients
        for _, i in self.pairs:
            self.had_gradient[i] = True
        self.apply(self.pairs, learning_rates[0])

    def converted(self, gradients: Any) -> list[tuple[Any, int]]:
        """The gradients that there are, and the indices of their tensors."""
        pairs: list[tuple[Any, int]] = []
        for i, (gradient, like) in enumerate(zip(gradients, self.case.tensors)):
            if isinstance(gradient, rmspec.Rows):
                shape = (len(gradient.indices), *like.shape[1:])
                values = np.array(gradient.values, self.dtype).reshape(shape)
                slices = tf.IndexedSlices(
                    tf.constant(values),
                    tf.constant(gradient.indices, tf.int64),
                    tf.constant(like.shape, tf.int64),
                )
                pairs.append((slices, i))
            elif gradient is not None:
                pairs.append((tf.constant(self.array(gradient, like)), i))
        return pairs

    def apply(self, pairs: list[tuple[Any, int]], rate: float) -> None:
        raise NotImplementedError

    def parameters(self) -> list[Any]:
        return [theta.numpy().ravel() for theta in self.theta]

    def state(self) -> list[dict[str, Any]]:
        # A momentum of 0 has a slot too, and all have one from the first step on.
        absent = {"momentumBuffer"} if not self.given.get("momentum") else set()
        return [
            {s: v.numpy().ravel() for s, v in self.slots(i).items() if s not in absent}
            if had
            else {}
            for i, had in enumerate(self.had_gradient)
        ]

    def slots(self, index: int) -> dict[str, Any]:
        raise NotImplementedError


class V1Optimizer(TensorFlowOptimizer):
    """An optimizer of tf.compat.v1.train over the tensors of a case."""

    def __init__(self, case: rmspec.Case) -> None:
        super().__init__(case)
        cls, names, _, self.names = CLASSES[case.optimizer]
        arguments = self.arguments(names)
        if case.optimizer == "sgd" and not arguments["momentum"]:
            cls, arguments = V1.GradientDescentOptimizer, {}
        elif case.optimizer == "sgd":
            arguments["use_nesterov"] = self.nesterov
        elif case.optimizer == "rmsprop":
            arguments["centered"] = self.centered
            if self.given.get("initialSecondMoment") != 1:
                raise rmspec.Skip("RMSPropOptimizer's second moment starts at 1")
        try:
            self.optimizer = cls(lambda: self.rate, **arguments)
        except ValueError as error:
            raise rmspec.Skip(f"{cls.__name__} refuses: {error}") from error

    def apply(self, pairs: list[tuple[Any, int]], rate: float) -> None:
        if not pairs:
            raise rmspec.Skip("TensorFlow refuses a step without any gradient")
        self.rate = rate
        self.optimizer.apply_gradients([(g, self.theta[i]) for g, i in pairs])

    def slots(self, index: int) -> dict[str, Any]:
        theta, get = self.theta[index], self.optimizer.get_slot
        found = {slot: get(theta, name) for name, slot in self.names.items()}
        return {slot: value for slot, value in found.items() if value is not None}


class RawOptimizer(TensorFlowOptimizer):
    """A kernel of TensorFlow over the tensors of a case."""

    def __init__(self, case: rmspec.Case) -> None:
        super().__init__(case)
        kernel, _, _, self.names = KERNELS[case.optimizer]
        self.names = {k: v for k, v in self.names.items() if k != "mg" or self.centered}
        if self.centered:
            kernel = "ResourceApplyCenteredRMSProp"
        self.kernel = kernel
        self.options = self.constants()
        initial = self.given.get("initialSecondMoment", 0.0)
        starts = {"squareSum": initial, "squareAverage": initial}
        self.memory = [
            {
                name: tf.Variable(
                    np.full(theta.shape, starts.get(slot, 0.0), self.dtype)
                )
                for name, slot in self.names.items()
            }
            for theta in self.theta
        ]
        for memory, like in zip(self.memory, case.tensors):
            for name, slot in self.names.items() if like.state_before else ():
                given = self.array(like.state_before[slot], like)
                memory[name].assign(self.sign * given)
        self.steps = [t.steps_before for t in case.tensors]
        self.powers = [self.power(steps) for steps in self.steps]

    @property
    def sign(self) -> int:
        # The Keras momentum kernel keeps −b.
        return -1 if self.case.optimizer == "sgd" else 1

    def constants(self) -> dict[str, Any]:
        _, names, _, _ = KERNELS[self.case.optimizer]
        return {n: tf.constant(v, self.dtype) for n, v in self.arguments(names).items()}

    def power(self, steps: int) -> dict[str, Any]:
        """β^t for the step that follows so many."""
        betas = {n: v.numpy() for n, v in self.options.items() if n[:4] == "beta"}
        powers = dict(betas)
        for _ in range(steps):
            powers = {n: v * betas[n] for n, v in powers.items()}
        return {f"{n}_power": tf.constant(v) for n, v in powers.items()}

    def change(self, hyperparameters: list[dict[str, float]]) -> None:
        self.given = {**self.given, **hyperparameters[0]}
        self.options = self.constants()
        self.powers = [self.power(steps) for steps in self.steps]

    def apply(self, pairs: list[tuple[Any, int]], rate: float) -> None:
        lr = tf.constant(rate, self.dtype)
        for gradient, i in pairs:
            self.steps[i] += 1
            given = {n: v.handle for n, v in self.memory[i].items()} | self.options
            if self.case.optimizer == "nadam":
                given["use_nesterov"] = True
            elif self.case.optimizer == "sgd":
                given["use_nesterov"] = self.nesterov
            if "beta1" in self.options:
                given |= self.powers[i]
                if self.case.optimizer == "adamax":
                    del given["beta2_power"]
                products = self.powers[i].items()
                self.powers[i] = {n: v * self.options[n[:-6]] for n, v in products}
            given |= {"var": self.theta[i].handle, "lr": lr, "grad": gradient}
            getattr(tf.raw_ops, self.kernel)(**given)

    def slots(self, index: int) -> dict[str, Any]:
        return {self.names[n]: self.sign * v for n, v in self.memory[index].items()}

    def save(self) -> Any:
        # A variable may hand out its memory.
        memory = [{n: np.array(v.numpy()) for n, v in m.items()} for m in self.memory]
        powers = [{n: v.numpy() for n, v in p.items()} for p in self.powers]
        return memory, powers, [*self.steps], [*self.had_gradient]

    def restore(self, saved: Any) -> None:
        memory, powers, self.steps, self.had_gradient = saved
        for own, other in zip(self.memory, memory):
            for name, value in other.items():
                own[name].assign(value)
        self.powers = [{n: tf.constant(v) for n, v in p.items()} for p in powers]


def claims(scalars: Optional[str] = None) -> Iterator[dict[str, Any]]:
    paths = (("v1", CLASSES), ("raw", KERNELS))
    for (path, targets), storage in itertools.product(paths, DTYPES):
        # In binary64 no mode is that of v1.
        is_true = path == "raw" or storage != "binary64"
        modes = ["workingProducts" if is_true else "wide"]
        for optimizer, (_, names, dialect, _) in targets.items():
            features = ["state", "sameGradients"]
            if path == "raw":
                features += ["restore", "absentGradients", "fork", "givenState"]
                features.append("changingHyperparameters")
            else:
                features.append("sparse" if optimizer == "adam" else "absentGradients")
            yield {
                "optimizer": optimizer,
                "path": path,
                "formats": [storage],
                "dialect": dialect,
                "scalars": [scalars] if scalars else modes,
                "subnormals": "flushed",
                "hyperparameters": ["learningRate", *names],
                "features": features,
            }


def make(case: rmspec.Case) -> rmspec.Optimizer:
    return (RawOptimizer if case.path == "raw" else V1Optimizer)(case)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scalars", help="claim this mode for every optimizer")
    arguments = parser.parse_args()
    rmspec.serve(
        name="TensorFlow",
        version=tf.__version__,
        implements=list(claims(arguments.scalars)),
        make=make,
    )
