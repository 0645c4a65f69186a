"""The adapter of Keras 3: `keras.optimizers`, on the backend that KERAS_BACKEND names.

It knows TensorFlow (the default) and JAX. The path `eager` calls `apply`; the path
`compiled` calls it in a `tf.function`, or `stateless_apply` under `jax.jit`, as a
`Model` does. Cases in binary64 run with `floatx` float64, and on JAX with
`jax_enable_x64`. On TensorFlow some hyperparameters pass through binary32 even so, and
repeated rows of a sparse gradient are not summed before they are squared.

Every optimizer decays weights before the step. Where no vectors have that together with
the rest of an optimizer's dialect, weight decay is not claimed. Nor are gradients
absent claimed of the optimizers whose step count is `iterations`, which all variables
share. Nadam's ψ is 1 and no argument, which its claim says. Keras has no groups:
each has an optimizer of its own. What is saved is the configuration and the variables.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from typing import Any, Iterator, Optional

import rmspec_adapter as rmspec

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

try:
    import keras
    import numpy as np
except ModuleNotFoundError as missing:
    if missing.name not in ("keras", "numpy", "tensorflow", "jax"):
        raise
    sys.exit(f"{missing.name} is not installed: pip install keras tensorflow")

BACKEND = keras.backend.backend()
if BACKEND == "tensorflow":
    import tensorflow as tf
elif BACKEND == "jax":
    import jax
else:
    sys.exit(f"this adapter does not know the backend {BACKEND}")

DTYPES = {"binary64": "float64", "binary32": "float32"}

RATE = {"learningRate": "learning_rate"}
BETAS = {**RATE, "beta1": "beta_1", "beta2": "beta_2", "epsilon": "epsilon"}
DECAY = {"weightDecay": "weight_decay"}
BEFORE = {"decayForm": "before"}
RAW = {"epsilonFrame": "raw"}
MOMENTS = {"firstMoment": "_momentums", "secondMoment": "_velocities"}

# For each optimizer the class, its arguments, the dialect, and where its state is.
TARGETS: dict[str, tuple[str, dict[str, str], dict[str, Any], dict[str, str]]] = {
    "sgd": (
        "SGD",
        {**RATE, "momentum": "momentum"},
        {
            "firstMomentum": "zero",
            "momentumLearningRate": "inside",
            "nesterov": ["off", "standard"],
        },
        {"momentumBuffer": "momentums"},
    ),
    "adagrad": (
        "Adagrad",
        {
            **RATE,
            "epsilonRoot": "epsilon",
            "initialSecondMoment": "initial_accumulator_value",
        },
        {"epsilonPlace": "inside"},
        {"squareSum": "_accumulators"},
    ),
    "adadelta": (
        "Adadelta",
        {**RATE, **DECAY, "decay": "rho", "epsilonRoot": "epsilon"},
        BEFORE,
        {
            "squareAverage": "_accumulated_grads",
            "updateAverage": "_accumulated_delta_vars",
        },
    ),
    "rmsprop": (
        "RMSprop",
        {**RATE, "decay": "rho", "momentum": "momentum", "epsilonRoot": "epsilon"},
        {
            "epsilonPlace": "inside",
            "momentumLearningRate": "inside",
            "centered": ["off", "on"],
        },
        {
            "squareAverage": "_velocities",
            "gradientAverage": "_average_gradients",
            "momentumBuffer": "_momentums",
        },
    ),
    "adam": ("Adam", BETAS, RAW, MOMENTS),
    "adamw": ("AdamW", {**BETAS, **DECAY}, RAW, MOMENTS),
    "amsgrad": (
        "Adam",
        BETAS,
        RAW,
        {**MOMENTS, "maximumSecondMoment": "_velocity_hats"},
    ),
    "nadam": ("Nadam", {**BETAS, **DECAY, "momentumDecay": ""}, BEFORE, MOMENTS),
    "adamax": (
        "Adamax",
        BETAS,
        {"infinityFloor": "denominator"},
        {"firstMoment": "_m", "infinityNorm": "_u"},
    ),
}
CLOCKLESS = ("sgd", "adagrad", "adadelta", "rmsprop")


def options(case: rmspec.Case, given: dict[str, float]) -> dict[str, Any]:
    """The arguments of the class for a group."""
    _, names, _, _ = TARGETS[case.optimizer]
    # What is left out has no effect, and Keras's defaults would have one.
    result: dict[str, Any] = {name: 0.0 for name in names.values() if name}
    if case.optimizer == "nadam" and given.get("momentumDecay") != 1:
        raise rmspec.Skip("Nadam's momentum decay is 1")
    result.update({names[n]: given[n] for n in given if names.get(n)})
    # AdamW takes no None.
    if not result.get("weight_decay") and case.optimizer != "adamw":
        result["weight_decay"] = None
    if case.optimizer == "sgd":
        # Without momentum nothing looks ahead.
        result["nesterov"] = case.dialect["nesterov"] == "standard"
    elif case.optimizer == "rmsprop":
        result["centered"] = case.dialect["centered"] == "on"
    elif case.optimizer == "amsgrad":
        result["amsgrad"] = True
    return result


class Part:
    """An optimizer over tensors of one group that have had as many steps."""

    def __init__(self, case: rmspec.Case, tensors: list[rmspec.Tensor]) -> None:
        self.case = case
        self.tensors = tensors
        self.hyperparameters = case.groups[tensors[0].group].hyperparameters
        initial = [array(t.initial, t, case.storage) for t in tensors]
        self.theta = [keras.Variable(v, dtype=DTYPES[case.storage]) for v in initial]
        cls, _, _, self.slots = TARGETS[case.optimizer]
        arguments = options(case, self.hyperparameters)
        self.build(getattr(keras.optimizers, cls)(**arguments))
        self.had_gradient = [t.state_before is not None for t in tensors]
        for i, like in enumerate(tensors):
            for slot, values in (like.state_before or {}).items():
                memory = getattr(self.optimizer, self.slots[slot])[i]
                memory.assign(self.sign * array(values, like, case.storage))
        self.optimizer.iterations.assign(tensors[0].steps_before)
        if case.optimizer == "nadam":
            self.optimizer._u_product.assign(tensors[0].momentum_product)

    @property
    def sign(self) -> int:
        # SGD's momentum is a step to add, −b.
        return -1 if self.case.optimizer == "sgd" else 1

    def build(self, optimizer: Any) -> None:
        self.optimizer = optimizer
        self.optimizer.build(self.theta)
        self.compile()

    def compile(self) -> None:
        self.apply = self.eager if self.case.path == "eager" else self.compiled()

    def eager(self, gradients: Any) -> None:
        self.optimizer.apply(gradients, self.theta)

    def compiled(self) -> Any:
        if BACKEND == "tensorflow":
            return tf.function(self.eager)
        optimizer = self.optimizer
        # One of its own: JAX keeps what it has compiled for the function.
        update = jax.jit(lambda *arguments: optimizer.stateless_apply(*arguments))

        def apply(gradients: Any) -> None:
            variables = optimizer.variables
            before = (
                [v.value for v in variables],
                gradients,
                [v.value for v in self.theta],
            )
            theta, memory = update(*before)
            for variable, value in zip(self.theta + variables, theta + memory):
                variable.assign(value)

        return apply

    def step(self, gradients: list[Any], rate: float) -> None:
        if all(gradient is None for gradient in gradients):
            raise rmspec.Skip("Keras refuses a step without any gradient")
        self.optimizer.learning_rate = rate
        for i, gradient in enumerate(gradients):
            self.had_gradient[i] |= gradient is not None
        self.apply(gradients)

    def change(self, hyperparameters: dict[str, float]) -> None:
        self.hyperparameters = {**self.hyperparameters, **hyperparameters}
        for name, value in options(self.case, self.hyperparameters).items():
            if name != "learning_rate":
                setattr(self.optimizer, name, value)
        self.compile()

    def state(self) -> list[dict[str, Any]]:
        # Keras makes all state at once: what has had no gradient has none to compare.
        memory = {
            slot: getattr(self.optimizer, name) for slot, name in self.slots.items()
        }
        return [
            {s: self.sign * values(v[i]) for s, v in memory.items() if v} if had else {}
            for i, had in enumerate(self.had_gradient)
        ]

    def save(self) -> Any:
        store: dict[str, Any] = {}
        self.optimizer.save_own_variables(store)
        # A variable may hand out its memory.
        store = {name: np.array(value) for name, value in store.items()}
        config = keras.optimizers.serialize(self.optimizer)
        # A later change is made to the hyperparameters that hold.
        return config, store, [*self.had_gradient], self.hyperparameters

    def restore(self, saved: Any) -> None:
        config, store, self.had_gradient, self.hyperparameters = saved
        self.build(keras.optimizers.deserialize(config))
        self.optimizer.load_own_variables(store)


def array(values: Any, like: rmspec.Tensor, storage: str) -> Any:
    return np.array(values, DTYPES[storage]).reshape(like.shape)


def values(variable: Any) -> Any:
    return np.asarray(variable.numpy()).ravel()


class KerasOptimizer(rmspec.Optimizer):
    """One of Keras's optimizers over the tensors of a case, once for each part."""

    def __init__(self, case: rmspec.Case) -> None:
        self.case = case
        keras.config.set_floatx(DTYPES[case.storage])
        if BACKEND == "jax":
            jax.config.update("jax_enable_x64", case.storage == "binary64")
        shared = itertools.groupby(case.tensors, lambda t: (t.group, t.steps_before))
        self.parts = [Part(case, list(tensors)) for _, tensors in shared]
        self.given: Any = None

    def gradient(self, gradient: rmspec.Gradient, like: rmspec.Tensor) -> Any:
        storage = self.case.storage
        if gradient is None:
            return None
        if not isinstance(gradient, rmspec.Rows):
            own = array(gradient, like, storage)
            return keras.ops.convert_to_tensor(own, DTYPES[storage])
        shape = (len(gradient.indices), *like.shape[1:])
        return tf.IndexedSlices(
            tf.constant(np.array(gradient.values, DTYPES[storage]).reshape(shape)),
            tf.constant(gradient.indices, tf.int64),
            tf.constant(like.shape, tf.int64),
        )

    def step(self, gradients: Any, learning_rates: Any) -> None:
        if gradients is not self.given:
            pairs = zip(gradients, self.case.tensors)
            self.arrays = [self.gradient(*pair) for pair in pairs]
        self.given, own = gradients, iter(self.arrays)
        for part in self.parts:
            rate = learning_rates[part.tensors[0].group]
            part.step([next(own) for _ in part.tensors], rate)

    def change(self, hyperparameters: list[dict[str, float]]) -> None:
        for part in self.parts:
            part.change(hyperparameters[part.tensors[0].group])

    def parameters(self) -> list[Any]:
        return [values(theta) for part in self.parts for theta in part.theta]

    def state(self) -> list[dict[str, Any]]:
        return [slots for part in self.parts for slots in part.state()]

    def save(self) -> Any:
        return [part.save() for part in self.parts]

    def restore(self, saved: Any) -> None:
        for part, own in zip(self.parts, saved):
            part.restore(own)


FEATURES = ["groups", "restore", "state", "fork", "changingHyperparameters"]
FEATURES += ["savedHyperparameters", "givenState", "sameGradients"]


def mode(optimizer: str, storage: str) -> str:
    """The scalars that a claim names."""
    if storage == "binary64":
        return "wide"
    # Nadam casts its hyperparameters first, the others only what they raise to a power.
    return "working" if optimizer == "nadam" else "wideConstants"


def claims(scalars: Optional[str] = None) -> Iterator[dict[str, Any]]:
    for optimizer, (_, names, dialect, _) in TARGETS.items():
        for path, storage in itertools.product(("eager", "compiled"), DTYPES):
            features = [*FEATURES]
            if optimizer in CLOCKLESS:
                features.append("absentGradients")
            if BACKEND == "tensorflow":
                features.append("sparse")
            claim = {
                "optimizer": optimizer,
                "path": path,
                "formats": [storage],
                "dialect": dialect,
                "scalars": [scalars or mode(optimizer, storage)],
                "subnormals": "flushed",
                "hyperparameters": list(names),
                "features": features,
            }
            if optimizer == "nadam":
                # It has no argument for it.
                claim["values"] = {"momentumDecay": 1}
            yield claim
            if dialect.get("decayForm") == "before":
                # The same without weight decay, in whatever form.
                undecayed = [name for name in names if name != "weightDecay"]
                yield {**claim, "dialect": {}, "hyperparameters": undecayed}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scalars", help="claim this mode for every optimizer")
    arguments = parser.parse_args()
    rmspec.serve(
        name=f"Keras on {BACKEND}",
        version=keras.__version__,
        implements=list(claims(arguments.scalars)),
        make=KerasOptimizer,
    )
