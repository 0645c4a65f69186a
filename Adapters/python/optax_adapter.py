"""The adapter of Optax: its aliases from `sgd` to `radam`, eager and under `jax.jit`.

A weight decay that an alias does not have itself is the gradient transformation
`add_decayed_weights`, chained before it. Each group has an optimizer of its own, and
the learning rate of a step is an argument of the update; other hyperparameters are
constants of it, and change by making another update, which goes on with the state. What
was compiled for hyperparameters and shapes serves all cases that have them.
Cases in binary64 run with `jax_enable_x64`; those in binary32 without, unless
`--x64` asks for it. A gradient cannot be absent: Optax loses the state of a tensor
whose gradient is None.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import sys
from typing import Any, Iterator, NamedTuple, Optional

import rmspec_adapter as rmspec

try:
    import jax
    import jax.numpy as jnp
    import numpy as np
    import optax
except ModuleNotFoundError as missing:
    if missing.name not in ("jax", "numpy", "optax"):
        raise
    sys.exit(f"{missing.name} is not installed: pip install optax")

DTYPES = {"binary64": np.float64, "binary32": np.float32}
FORCE_X64 = False

RATE = {"learningRate": "learning_rate"}
ADAM = {**RATE, "beta1": "b1", "beta2": "b2", "epsilon": "eps"}
ROOTED = {**ADAM, "epsilonRoot": "eps_root"}
PLACES = {"epsilonPlace": ["outside", "inside", "both"]}
ON, OFF = ["on", "off"], ["off", "on"]
NESTEROV = {"nesterov": ["off", "standard"]}
INITIAL = "initialSecondMoment"

# For each optimizer the alias, its arguments, and the dialect that it has.
TARGETS: dict[str, tuple[Any, dict[str, str], dict[str, Any]]] = {
    "sgd": (
        optax.sgd,
        {**RATE, "momentum": "momentum"},
        {"firstMomentum": "zero", **NESTEROV},
    ),
    "adagrad": (
        optax.adagrad,
        {**RATE, "epsilonRoot": "eps", INITIAL: "initial_accumulator_value"},
        {"epsilonPlace": "inside"},
    ),
    "adadelta": (
        optax.adadelta,
        {**RATE, "decay": "rho", "epsilonRoot": "eps", "weightDecay": "weight_decay"},
        {},
    ),
    "rmsprop": (
        optax.rmsprop,
        {
            **RATE,
            "decay": "decay",
            "momentum": "momentum",
            "epsilon": "eps",
            "epsilonRoot": "eps",
            INITIAL: "initial_scale",
        },
        {
            "epsilonPlace": ["outside", "inside"],
            "momentumLearningRate": "inside",
            "centered": OFF,
            "secondMomentCorrection": OFF,
            **NESTEROV,
        },
    ),
    "adam": (optax.adam, ROOTED, PLACES),
    "adamw": (
        optax.adamw,
        {**ROOTED, "weightDecay": "weight_decay"},
        {**PLACES, "decayForm": "same"},
    ),
    "adabelief": (optax.adabelief, ROOTED, {}),
    "amsgrad": (
        optax.amsgrad,
        ROOTED,
        {
            **PLACES,
            "maximumFrame": "corrected",
            "firstMomentCorrection": ON,
            "secondMomentCorrection": ON,
        },
    ),
    "nadam": (optax.nadam, ROOTED, {**PLACES, "momentumSchedule": "constant"}),
    "adamax": (optax.adamax, ADAM, {}),
    "radam": (
        optax.radam,
        ROOTED,
        {
            **PLACES,
            "epsilonFrame": "corrected",
            "rectificationThreshold": ["five", "four"],
        },
    ),
}

# What an option is called, and its values for those claimed on the axis.
SWITCHES: dict[tuple[str, str], tuple[str, Any, Any]] = {
    ("sgd", "nesterov"): ("nesterov", False, True),
    ("rmsprop", "nesterov"): ("nesterov", False, True),
    ("rmsprop", "epsilonPlace"): ("eps_in_sqrt", False, True),
    ("rmsprop", "centered"): ("centered", False, True),
    ("rmsprop", "secondMomentCorrection"): ("bias_correction", False, True),
    ("amsgrad", "firstMomentCorrection"): ("bias_correction_mu", True, False),
    ("amsgrad", "secondMomentCorrection"): ("bias_correction_nu", True, False),
    ("radam", "rectificationThreshold"): ("threshold", 5.0, 4.0),
}

SLOTS = {
    "rmsprop": {"nu": "squareAverage", "mu": "gradientAverage"},
    "adadelta": {"e_g": "squareAverage", "e_x": "updateAverage"},
    "adamax": {"mu": "firstMoment", "nu": "infinityNorm"},
}
USUAL_SLOTS = {
    "sum_of_squares": "squareSum",
    "trace": "momentumBuffer",
    "mu": "firstMoment",
    "nu": "secondMoment",
    "nu_max": "maximumSecondMoment",
}


def options(case: rmspec.Case, given: dict[str, float]) -> dict[str, Any]:
    """The arguments of the alias for a group, all but the learning rate."""
    _, names, dialect = TARGETS[case.optimizer]
    # What is left out has no effect, and Optax's defaults would have one.
    result: dict[str, Any] = {name: 0.0 for name in names.values()}
    if "momentum" in result:
        result["momentum"] = None
    given = {name: value for name, value in given.items() if name in names and value}
    if case.optimizer == "rmsprop" and {"epsilon", "epsilonRoot"} <= given.keys():
        raise rmspec.Skip("rmsprop adds one epsilon, in one place")
    result.update({names[name]: value for name, value in given.items()})
    del result["learning_rate"]
    for (optimizer, axis), (name, first, second) in SWITCHES.items():
        if optimizer == case.optimizer:
            result[name] = first if case.dialect[axis] == dialect[axis][0] else second
    return result


class Rule(NamedTuple):
    """An optimizer, but for its learning rate."""

    optimizer: str
    options: tuple[tuple[str, Any], ...]
    decay: float

    def transformation(self, rate: Any) -> optax.GradientTransformation:
        alias, names, _ = TARGETS[self.optimizer]
        own = alias(learning_rate=rate, **dict(self.options))
        if "weightDecay" in names:
            return own
        decay = self.decay
        return optax.chain(
            optax.add_decayed_weights(decay) if decay else optax.identity(), own
        )

    def step(self, gradients: Any, memory: Any, theta: Any, rate: Any) -> Any:
        updates, memory = self.transformation(rate).update(gradients, memory, theta)
        return optax.apply_updates(theta, updates), memory


@functools.lru_cache(maxsize=1024)
def compiled(rule: Rule) -> Any:
    return jax.jit(rule.step)


class OptaxOptimizer(rmspec.Optimizer):
    """An alias of Optax over the tensors of a case, one for each part."""

    def __init__(self, case: rmspec.Case) -> None:
        self.case = case
        self.x64 = FORCE_X64 or case.storage == "binary64"
        # Tensors share an optimizer if they share a group and the number of steps.
        shared = itertools.groupby(case.tensors, lambda t: (t.group, t.steps_before))
        self.parts = [list(tensors) for _, tensors in shared]
        self.hyperparameters = [group.hyperparameters for group in case.groups]
        self.updates = [self.update(part[0].group) for part in self.parts]
        self.given: Any = None
        with jax.enable_x64(self.x64):
            self.theta = [[self.array(t.initial, t) for t in p] for p in self.parts]
            self.memory = [
                self.resume(self.rule(part[0].group).transformation(0.0).init(theta), part)
                for part, theta in zip(self.parts, self.theta)
            ]

    def array(self, values: Any, like: rmspec.Tensor) -> jax.Array:
        return jnp.asarray(
            np.array(values, DTYPES[self.case.storage]).reshape(like.shape)
        )

    def rule(self, group: int) -> Rule:
        given = self.hyperparameters[group]
        arguments = tuple(sorted(options(self.case, given).items()))
        return Rule(self.case.optimizer, arguments, given.get("weightDecay", 0.0))

    def update(self, group: int) -> Any:
        rule = self.rule(group)
        return compiled(rule) if self.case.path == "jit" else rule.step

    def resume(self, memory: Any, tensors: list[rmspec.Tensor]) -> Any:
        """Puts the state that the case begins with in a fresh one."""

        def resumed(part: Any) -> Any:
            given = {"count": jnp.int32(tensors[0].steps_before)}
            for field, slot, sign in self.fields(part):
                pairs = [(t.state_before[slot], t) for t in tensors]
                given[field] = [sign * self.array(*pair) for pair in pairs]
            return part._replace(**{f: given[f] for f in part._fields if f in given})

        if tensors[0].state_before is None:
            return memory
        return jax.tree.map(resumed, memory, is_leaf=lambda x: hasattr(x, "_fields"))

    def fields(self, part: Any) -> Iterator[tuple[str, str, int]]:
        """The fields of a part of the state, their slots, and their signs."""
        names = {**USUAL_SLOTS, **SLOTS.get(self.case.optimizer, {})}
        for field in getattr(part, "_fields", ()):
            if field in names:
                # RMSprop's trace takes steps, which have been multiplied by −η.
                negative = field == "trace" and self.case.optimizer == "rmsprop"
                yield field, names[field], -1 if negative else 1

    def step(self, gradients: Any, learning_rates: Any) -> None:
        with jax.enable_x64(self.x64):
            if gradients is not self.given:
                pairs = zip(gradients, self.case.tensors)
                self.arrays = [self.array(values, like) for values, like in pairs]
            self.given, own = gradients, iter(self.arrays)
            for i, (part, update) in enumerate(zip(self.parts, self.updates)):
                rate = learning_rates[part[0].group]
                arrays = [next(own) for _ in part]
                self.theta[i], self.memory[i] = update(
                    arrays, self.memory[i], self.theta[i], rate
                )

    def change(self, hyperparameters: list[dict[str, float]]) -> None:
        pairs = zip(self.hyperparameters, hyperparameters)
        self.hyperparameters = [{**old, **new} for old, new in pairs]
        self.updates = [self.update(part[0].group) for part in self.parts]

    def parameters(self) -> list[Any]:
        return [np.asarray(t).ravel() for theta in self.theta for t in theta]

    def state(self) -> list[dict[str, Any]]:
        result = []
        for memory, tensors in zip(self.memory, self.parts):
            slots: list[dict[str, Any]] = [{} for _ in tensors]
            leaves = jax.tree.leaves(memory, is_leaf=lambda x: hasattr(x, "_fields"))
            for part in leaves:
                for field, name, sign in self.fields(part):
                    for slot, value in zip(slots, getattr(part, field)):
                        slot[name] = sign * np.asarray(value).ravel()
            result += slots
        return result

    def save(self) -> Any:
        return jax.tree.map(np.asarray, self.memory)

    def restore(self, saved: Any) -> None:
        with jax.enable_x64(self.x64):
            self.memory = jax.tree.map(jnp.asarray, saved)


FEATURES = ["groups", "restore", "state", "fork", "changingHyperparameters"]
FEATURES += ["givenState", "sameGradients"]


def claims(scalars: Optional[str] = None) -> Iterator[dict[str, Any]]:
    for optimizer, (_, names, dialect) in TARGETS.items():
        for path, storage in itertools.product(("eager", "jit"), DTYPES):
            wide = FORCE_X64 or storage == "binary64"
            yield {
                "optimizer": optimizer,
                "path": path,
                "formats": [storage],
                "dialect": dialect,
                "scalars": [scalars or ("wide" if wide else "wideConstants")],
                "subnormals": "flushed",
                "hyperparameters": sorted({*names, "weightDecay"}),
                "features": FEATURES,
            }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--x64", action="store_true", help="binary32 with jax_enable_x64"
    )
    parser.add_argument("--scalars", help="the mode to claim, in place of the true one")
    arguments = parser.parse_args()
    FORCE_X64 = arguments.x64
    rmspec.serve(
        name="Optax",
        version=optax.__version__,
        implements=list(claims(arguments.scalars)),
        make=OptaxOptimizer,
    )
