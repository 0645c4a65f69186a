"""The adapter of PaddlePaddle: `paddle.optimizer` in dynamic mode, on the CPU.

Groups are Paddle's own, in which a learning rate is a factor of the optimizer's: cases
whose rates do not keep their ratio are skipped. In binary64 only Adam and AMSGrad take
all hyperparameters as they are; the other kernels take some in binary32.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any, Iterator, Optional

import rmspec_adapter as rmspec

try:
    import numpy as np
    import paddle
except ModuleNotFoundError as missing:
    if missing.name not in ("numpy", "paddle"):
        raise
    sys.exit("PaddlePaddle is not installed: pip install paddlepaddle")

DTYPES = {"binary64": "float64", "binary32": "float32"}

DECAY = {"weightDecay": "weight_decay"}
ADAM = {**DECAY, "beta1": "beta1", "beta2": "beta2", "epsilon": "epsilon"}
ADAM_SLOTS = {"firstMoment": "moment1", "secondMoment": "moment2"}

# For each optimizer the class, its arguments, the dialect, and the accumulators.
TARGETS: dict[str, tuple[str, dict[str, str], dict[str, Any], dict[str, str]]] = {
    "sgd": (
        "Momentum",
        {**DECAY, "momentum": "momentum"},
        {"firstMomentum": "zero", "nesterov": ["off", "standard"]},
        {"momentumBuffer": "velocity"},
    ),
    "adagrad": (
        "Adagrad",
        {
            **DECAY,
            "epsilon": "epsilon",
            "initialSecondMoment": "initial_accumulator_value",
        },
        {"epsilonPlace": ["outside", "none"]},
        {"squareSum": "moment"},
    ),
    "adadelta": (
        "Adadelta",
        {**DECAY, "decay": "rho", "epsilonRoot": "epsilon"},
        {},
        {"squareAverage": "_avg_squared_grad", "updateAverage": "_avg_squared_update"},
    ),
    "rmsprop": (
        "RMSProp",
        {**DECAY, "decay": "rho", "momentum": "momentum", "epsilonRoot": "epsilon"},
        {
            "epsilonPlace": "inside",
            "momentumLearningRate": "inside",
            "centered": ["off", "on"],
        },
        {
            "squareAverage": "mean_square",
            "gradientAverage": "mean_grad",
            "momentumBuffer": "momentum",
        },
    ),
    "adam": ("Adam", ADAM, {}, ADAM_SLOTS),
    "adamw": ("AdamW", ADAM, {}, ADAM_SLOTS),
    "amsgrad": (
        "Adam",
        ADAM,
        {},
        {**ADAM_SLOTS, "maximumSecondMoment": "moment2_max"},
    ),
    "nadam": ("NAdam", {**ADAM, "momentumDecay": "momentum_decay"}, {}, ADAM_SLOTS),
    "adamax": (
        "Adamax",
        ADAM,
        {"infinityFloor": "norm"},
        {"firstMoment": "moment", "infinityNorm": "inf_norm"},
    ),
    "radam": ("RAdam", ADAM, {}, ADAM_SLOTS),
}


def options(case: rmspec.Case, group: rmspec.Group) -> dict[str, Any]:
    """The arguments for a group, all but the learning rate."""
    _, names, _, _ = TARGETS[case.optimizer]
    # What is left out has no effect, and Paddle's defaults would have one.
    result: dict[str, Any] = {name: 0.0 for name in names.values()}
    given = group.hyperparameters
    result.update({names[name]: given[name] for name in given if name in names})
    if not result["weight_decay"] and case.optimizer != "adamw":
        result["weight_decay"] = None
    return result


class PaddleOptimizer(rmspec.Optimizer):
    """One of Paddle's optimizers over the tensors of a case."""

    def __init__(self, case: rmspec.Case) -> None:
        self.case = case
        # State is saved under names that count what was made before.
        paddle.utils.unique_name.switch()
        self.theta = [self.parameter(i, like) for i, like in enumerate(case.tensors)]
        cls = getattr(paddle.optimizer, TARGETS[case.optimizer][0])
        arguments = options(case, case.groups[0])
        if case.optimizer == "sgd" and not arguments["momentum"]:
            cls = paddle.optimizer.SGD
            del arguments["momentum"]
        elif case.optimizer == "sgd":
            arguments["use_nesterov"] = case.dialect["nesterov"] == "standard"
        elif case.optimizer == "rmsprop":
            arguments["centered"] = case.dialect["centered"] == "on"
        elif case.optimizer == "amsgrad":
            arguments["amsgrad"] = True
        if len(case.groups) > 1 and case.optimizer != "adamw":
            # A group without weight decay would get that of the optimizer.
            arguments["weight_decay"] = None
        rates = [group.hyperparameters["learningRate"] for group in case.groups]
        self.factors = [rate / rates[0] if rates[0] else 1.0 for rate in rates]
        self.optimizer = cls(rates[0], parameters=self.groups(), **arguments)
        self.given: Any = None

    def parameter(self, index: int, like: rmspec.Tensor) -> Any:
        dtype = DTYPES[self.case.storage]
        value = np.array(like.initial, dtype).reshape(like.shape)
        attribute = paddle.ParamAttr(
            name=f"tensor{index}", initializer=paddle.nn.initializer.Assign(value)
        )
        return paddle.create_parameter(list(like.shape), dtype, attr=attribute)

    def groups(self) -> list[Any]:
        if len(self.case.groups) == 1:
            return self.theta
        theta = iter(self.theta)
        return [
            {
                "params": [next(theta) for _ in group.tensors],
                "learning_rate": factor,
                **options(self.case, group),
            }
            for group, factor in zip(self.case.groups, self.factors)
        ]

    def step(self, gradients: Any, learning_rates: Any) -> None:
        for rate, factor in zip(learning_rates, self.factors):
            if rate != learning_rates[0] * factor:
                raise rmspec.Skip("the learning rates do not keep their ratio")
        self.optimizer.set_lr(learning_rates[0])
        if gradients is not self.given:
            for theta, gradient in zip(self.theta, gradients):
                theta.clear_gradient(False)
                if gradient is not None:
                    given = np.array(gradient, DTYPES[self.case.storage])
                    theta.grad = paddle.to_tensor(given.reshape(theta.shape))
        self.given = gradients
        self.optimizer.step()

    def parameters(self) -> list[Any]:
        return [theta.numpy().ravel() for theta in self.theta]

    def state(self) -> list[dict[str, Any]]:
        _, _, _, slots = TARGETS[self.case.optimizer]
        memory = self.optimizer._accumulators
        given = [t.hyperparameters for t in self.case.groups for _ in t.tensors]
        return [
            {
                slot: memory[name][theta.name].numpy().ravel()
                for slot, name in slots.items()
                if theta.name in memory.get(name, {})
                and (slot != "momentumBuffer" or h.get("momentum"))
                and (slot != "gradientAverage" or self.case.dialect["centered"] == "on")
            }
            for theta, h in zip(self.theta, given)
        ]

    def save(self) -> Any:
        memory = self.optimizer.state_dict()
        return {
            name: np.array(value) if isinstance(value, paddle.Tensor) else value
            for name, value in memory.items()
        }

    def restore(self, saved: Any) -> None:
        self.optimizer.set_state_dict(saved)


MODES = {"binary64": "wide", "binary32": "workingProducts"}
FEATURES = ["groups", "restore", "state", "absentGradients", "fork", "sameGradients"]


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
    paddle.set_device("cpu")
    rmspec.serve(
        name="PaddlePaddle",
        version=paddle.__version__,
        implements=list(claims(arguments.scalars)),
        make=PaddleOptimizer,
    )
