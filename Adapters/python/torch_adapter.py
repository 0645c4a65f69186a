"""The adapter of PyTorch's optimizers: SGD, Adagrad, RMSprop, Adam and AdamW.

Each is declared with the dialects that its source shows, once for each code path:
single-tensor, foreach, and fused where the installed version has it for the CPU.
"""

from __future__ import annotations

import argparse
import inspect
import io
import sys
from typing import Any, Iterator, Optional, Sequence

import rmspec_adapter as rmspec

try:
    import torch
except ModuleNotFoundError as missing:
    if missing.name != "torch":
        raise
    sys.exit("PyTorch is not installed: pip install torch")

CLASSES: dict[str, type[torch.optim.Optimizer]] = {
    "sgd": torch.optim.SGD,
    "adagrad": torch.optim.Adagrad,
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
}

PATHS: dict[str, dict[str, bool]] = {
    "single-tensor": {"foreach": False},
    "foreach": {"foreach": True},
    "fused": {"fused": True},
}

DTYPES = {
    "binary64": torch.float64,
    "binary32": torch.float32,
    "binary16": torch.float16,
    "bfloat16": torch.bfloat16,
}

SLOTS = {
    "momentum_buffer": "momentumBuffer",
    "sum": "squareSum",
    "square_avg": "squareAverage",
    "grad_avg": "gradientAverage",
    "exp_avg": "firstMoment",
    "exp_avg_sq": "secondMoment",
}

# The axes on which PyTorch has more than the optimizer's standard value.
DIALECTS: dict[str, dict[str, list[str]]] = {
    "sgd": {"nesterov": ["off", "standard"], "maximize": ["off", "gradient"]},
    "adagrad": {"maximize": ["off", "gradient"]},
    "rmsprop": {"centered": ["off", "on"], "maximize": ["off", "gradient"]},
    "adam": {"maximize": ["off", "gradient"]},
    "adamw": {"maximize": ["off", "gradient"]},
}

# The arguments that hyperparameters are. The second epsilon is not declared: it is
# for whoever forces a dialect that has its epsilon inside the root.
ARGUMENTS: dict[str, dict[str, str]] = {
    "sgd": {
        "learningRate": "lr",
        "momentum": "momentum",
        "dampening": "dampening",
        "weightDecay": "weight_decay",
    },
    "adagrad": {
        "learningRate": "lr",
        "learningRateDecay": "lr_decay",
        "epsilon": "eps",
        "weightDecay": "weight_decay",
        "initialSecondMoment": "initial_accumulator_value",
    },
    "rmsprop": {
        "learningRate": "lr",
        "decay": "alpha",
        "momentum": "momentum",
        "epsilon": "eps",
        "weightDecay": "weight_decay",
    },
    "adam": {
        "learningRate": "lr",
        "beta1": "beta1",
        "beta2": "beta2",
        "epsilon": "eps",
        "weightDecay": "weight_decay",
    },
}
ARGUMENTS["adamw"] = ARGUMENTS["adam"]

NEUTRAL = {"accumulatorDecay": 1.0}


def has_argument(optimizer: str, name: str) -> bool:
    return name in inspect.signature(CLASSES[optimizer]).parameters


def options(case: rmspec.Case, group: rmspec.Group) -> dict[str, Any]:
    """The arguments of a parameter group.

    A dialect that PyTorch does not have selects nothing: PyTorch computes what it
    computes, and the comparison tells.
    """
    # What is left out has no effect, and PyTorch's defaults would have one.
    arguments = ARGUMENTS[case.optimizer]
    result: dict[str, Any] = {argument: 0.0 for argument in arguments.values()}
    given = dict(group.hyperparameters)
    if "epsilon" in arguments and not given.get("epsilon"):
        given["epsilon"] = given.pop("epsilonRoot", 0.0)
    for name, value in given.items():
        if name in arguments:
            result[arguments[name]] = value
        elif value != NEUTRAL.get(name, 0.0):
            raise rmspec.Skip(f"{CLASSES[case.optimizer].__name__} has no {name}")
    if "beta1" in result:
        result["betas"] = (result.pop("beta1"), result.pop("beta2"))

    dialect = case.dialect
    if has_argument(case.optimizer, "maximize"):
        result["maximize"] = dialect["maximize"] != "off"
    if case.optimizer == "sgd":
        result["nesterov"] = dialect["nesterov"] != "off"
    if case.optimizer == "rmsprop":
        result["centered"] = dialect["centered"] == "on"
    if has_argument(case.optimizer, "decoupled_weight_decay"):
        result["decoupled_weight_decay"] = dialect["decayForm"] != "l2"
    return {**result, **PATHS[case.path or "single-tensor"]}


class TorchOptimizer(rmspec.Optimizer):
    """One of PyTorch's optimizers over the tensors of a case."""

    def __init__(self, case: rmspec.Case) -> None:
        cls = CLASSES[case.optimizer]
        self.dtype = DTYPES[case.storage]
        self.tensors = [
            self.tensor(tensor.initial, tensor).requires_grad_()
            for tensor in case.tensors
        ]
        self.case = case
        tensors = iter(self.tensors)
        groups: list[dict[str, Any]] = []
        for group in case.groups:
            arguments = options(case, group)
            try:
                # PyTorch validates what it is given as defaults, not as a group.
                cls([torch.zeros(())], **arguments)
            except ValueError as error:
                raise rmspec.Skip(f"{cls.__name__} refuses: {error}") from error
            groups.append({"params": [next(tensors) for _ in group.tensors]})
            groups[-1].update(arguments)
        self.refuse_different_initial_values(groups)
        defaults = {name: v for name, v in groups[0].items() if name != "params"}
        self.optimizer = cls(groups, **defaults)

    def tensor(self, values: Sequence[float], like: rmspec.Tensor) -> torch.Tensor:
        return torch.tensor(values, dtype=self.dtype).reshape(like.shape)

    def step(
        self, gradients: list[Optional[list[float]]], learning_rates: list[float]
    ) -> None:
        for tensor, like, gradient in zip(self.tensors, self.case.tensors, gradients):
            tensor.grad = None if gradient is None else self.tensor(gradient, like)
        for group, rate in zip(self.optimizer.param_groups, learning_rates):
            group["lr"] = rate
        self.optimizer.step()

    def parameters(self) -> list[torch.Tensor]:
        return [tensor.detach().reshape(-1) for tensor in self.tensors]

    def state(self) -> list[dict[str, torch.Tensor]]:
        return [
            {
                SLOTS[name]: value.reshape(-1)
                for name, value in self.optimizer.state.get(tensor, {}).items()
                if name in SLOTS and value is not None
            }
            for tensor in self.tensors
        ]

    def save(self) -> bytes:
        file = io.BytesIO()
        torch.save(self.optimizer.state_dict(), file)
        return file.getvalue()

    def restore(self, saved: bytes) -> None:
        self.optimizer.load_state_dict(torch.load(io.BytesIO(saved)))

    def refuse_different_initial_values(self, groups: list[dict[str, Any]]) -> None:
        # Adagrad takes the value in a group without a word, but uses its default.
        name = "initial_accumulator_value"
        if len({group.get(name) for group in groups}) > 1:
            raise rmspec.Skip(f"Adagrad ignores {name} in a parameter group")


def works(optimizer: str, path: str, format_name: str) -> bool:
    """Whether the installed version has a code path on the CPU."""
    if not all(has_argument(optimizer, name) for name in PATHS[path]):
        return False
    parameter = torch.ones(1, dtype=DTYPES[format_name], requires_grad=True)
    parameter.grad = torch.ones_like(parameter)
    try:
        CLASSES[optimizer]([parameter], **PATHS[path]).step()
    except (RuntimeError, ValueError):
        return False
    return True


def claims(formats: Sequence[str]) -> Iterator[dict[str, Any]]:
    for optimizer in CLASSES:
        dialect = dict(DIALECTS[optimizer])
        hyperparameters = list(ARGUMENTS[optimizer])
        if not has_argument(optimizer, "maximize"):
            del dialect["maximize"]
        if has_argument(optimizer, "decoupled_weight_decay"):
            dialect["decayForm"] = ["l2", "before"]
        for path in PATHS:
            supported = [name for name in formats if works(optimizer, path, name)]
            if supported:
                yield {
                    "optimizer": optimizer,
                    "path": path,
                    "formats": supported,
                    "dialect": dialect,
                    "hyperparameters": hyperparameters,
                    "features": ["groups", "restore", "state", "absentGradients"],
                }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--formats",
        default="binary64,binary32",
        help="the formats to declare, of "
        + ", ".join(DTYPES)
        + " (default: %(default)s; in the 16-bit ones a compound operation such "
        "as addcmul is computed in binary32 and rounded once)",
    )
    arguments = parser.parse_args()
    formats = arguments.formats.split(",")
    for name in formats:
        if name not in DTYPES:
            parser.error(f"there is no format {name!r}; known: {', '.join(DTYPES)}")
    # One thread, so that no result depends on how work is divided.
    torch.set_num_threads(1)
    rmspec.serve(
        name="torch.optim",
        version=torch.__version__,
        implements=list(claims(formats)),
        make=TorchOptimizer,
    )


if __name__ == "__main__":
    main()
