"""The adapter of PyTorch's optimizers: the SGD, Adagrad, RMSprop and Adam families.

Each is declared with the dialects that its source shows, once for each code path:
single-tensor, foreach, and fused where the installed version has it for the CPU.
SparseAdam is the path "sparse" of Adam.
"""

from __future__ import annotations

import argparse
import inspect
import io
import sys
from dataclasses import dataclass, field, replace
from typing import Any, Iterator, Optional, Sequence

import rmspec_adapter as rmspec

try:
    import torch
except ModuleNotFoundError as missing:
    if missing.name != "torch":
        raise
    sys.exit("PyTorch is not installed: pip install torch")

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
    "acc_delta": "updateAverage",
    "grad_avg": "gradientAverage",
    "exp_avg": "firstMoment",
    "exp_avg_sq": "secondMoment",
    "max_exp_avg_sq": "maximumSecondMoment",
    "exp_inf": "infinityNorm",
}

PATHS: dict[str, dict[str, bool]] = {
    "single-tensor": {"foreach": False},
    "foreach": {"foreach": True},
    "fused": {"fused": True},
}

# The arguments that select the second of the two values claimed on an axis.
SWITCHES = {
    "centered": "centered",
    "decayForm": "decoupled_weight_decay",
    "maximize": "maximize",
    "nesterov": "nesterov",
}

Claimed = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """A class of PyTorch, as an optimizer of RMSpec."""

    cls: type[torch.optim.Optimizer]
    arguments: dict[str, str]
    """The arguments that the hyperparameters are."""
    dialect: Claimed = field(default_factory=dict)
    """The axes on which it has more or other than the optimizer's standard value,
    next to `maximize`, which all have."""
    paths: dict[str, dict[str, bool]] = field(default_factory=lambda: PATHS)
    options: dict[str, bool] = field(default_factory=dict)
    """Arguments that are always given."""
    sparse: dict[str, Claimed] = field(default_factory=dict)
    """The paths that take sparse gradients, and what is claimed of these."""
    dense: bool = True

    def has(self, argument: str) -> bool:
        return argument in inspect.signature(self.cls).parameters

    def claimed(self, path: str) -> Claimed:
        """The dialects of a path, as far as the installed version has them."""
        axes = {**self.dialect, **self.sparse.get(path, {})}
        axes["maximize"] = ["off", "gradient"]
        return {
            axis: values
            for axis, values in axes.items()
            if axis not in SWITCHES or self.has(SWITCHES[axis])
        }


def decayed(**arguments: str) -> dict[str, str]:
    return {"learningRate": "lr", "weightDecay": "weight_decay", **arguments}


DECOUPLED = {"decayForm": ["l2", "before"]}
ADAM = decayed(beta1="beta1", beta2="beta2", epsilon="eps")
# Rows that are not listed are left alone. Without weight decay, which it refuses for
# sparse gradients, Adagrad would do nothing to them in a dense step either.
ROWS = {"absentRows": ["zero", "skip"], "duplicateRows": "sum"}

TARGETS: dict[str, list[Target]] = {
    "sgd": [
        Target(
            torch.optim.SGD,
            decayed(momentum="momentum", dampening="dampening"),
            {"nesterov": ["off", "standard"]},
        )
    ],
    "adagrad": [
        Target(
            torch.optim.Adagrad,
            decayed(
                learningRateDecay="lr_decay",
                epsilon="eps",
                initialSecondMoment="initial_accumulator_value",
            ),
            # With eps = 0 it has none.
            {"epsilonPlace": ["outside", "none"]},
            sparse={"single-tensor": ROWS, "foreach": ROWS},
        )
    ],
    "adadelta": [Target(torch.optim.Adadelta, decayed(decay="rho", epsilonRoot="eps"))],
    # Every eps is added where the optimizer has it as its standard.
    "rmsprop": [
        Target(
            torch.optim.RMSprop,
            decayed(decay="alpha", momentum="momentum", epsilon="eps"),
            {"centered": ["off", "on"]},
        )
    ],
    "adam": [
        Target(torch.optim.Adam, ADAM, DECOUPLED),
        Target(
            torch.optim.SparseAdam,
            {name: ADAM[name] for name in ADAM if name != "weightDecay"},
            {"epsilonFrame": "raw"},
            paths={"sparse": {}},
            sparse={"sparse": {"absentRows": "skip", "duplicateRows": "sum"}},
            dense=False,
        ),
    ],
    "adamw": [Target(torch.optim.AdamW, ADAM)],
    "amsgrad": [Target(torch.optim.Adam, ADAM, DECOUPLED, options={"amsgrad": True})],
    "nadam": [
        Target(
            torch.optim.NAdam, {**ADAM, "momentumDecay": "momentum_decay"}, DECOUPLED
        )
    ],
    "adamax": [Target(torch.optim.Adamax, ADAM)],
    "radam": [Target(torch.optim.RAdam, ADAM, DECOUPLED)],
}

NEUTRAL = {"accumulatorDecay": 1.0}


def target(optimizer: str, path: Optional[str]) -> Target:
    for entry in TARGETS[optimizer]:
        if (path or "single-tensor") in entry.paths:
            return entry
    raise rmspec.Skip(f"{optimizer} has no path {path}")


def options(case: rmspec.Case, group: rmspec.Group) -> dict[str, Any]:
    """The arguments of a parameter group.

    A dialect that PyTorch does not have selects nothing: PyTorch computes what it
    computes, and the comparison tells. So does an axis on which it has one value.
    """
    path = case.path or "single-tensor"
    entry = target(case.optimizer, path)
    # What is left out has no effect, and PyTorch's defaults would have one.
    result: dict[str, Any] = {name: 0.0 for name in entry.arguments.values()}
    given = dict(group.hyperparameters)
    if "epsilon" in entry.arguments and not given.get("epsilon"):
        given["epsilon"] = given.pop("epsilonRoot", 0.0)
    for name, value in given.items():
        if name in entry.arguments:
            result[entry.arguments[name]] = value
        elif value != NEUTRAL.get(name, 0.0):
            raise rmspec.Skip(f"{entry.cls.__name__} has no {name}")
    if "beta1" in result:
        result["betas"] = (result.pop("beta1"), result.pop("beta2"))
    for axis, values in entry.claimed(path).items():
        if axis in SWITCHES:
            result[SWITCHES[axis]] = case.dialect.get(axis, values[0]) != values[0]
    return {**result, **entry.options, **entry.paths[path]}


def scheduler(
    optimizer: torch.optim.Optimizer, schedule: dict[str, Any]
) -> tuple[Any, float]:
    """PyTorch's scheduler for a schedule, and the step (from 0) after which it
    becomes another; None if there is nothing to schedule."""
    library = torch.optim.lr_scheduler
    parts: list[Any] = []
    starts = [0]
    last = float("inf")
    while schedule["kind"] == "warmUp":
        start, length = schedule["start"], schedule["length"]
        parts.append(library.LinearLR(optimizer, start, total_iters=length))
        starts.append(starts[-1] + length)
        schedule = schedule["next"]
    kind, factor = schedule["kind"], schedule.get("factor")
    if kind == "step":
        parts.append(library.StepLR(optimizer, schedule["period"], factor))
    elif kind == "multiStep":
        parts.append(library.MultiStepLR(optimizer, schedule["milestones"], factor))
    elif kind == "exponential":
        parts.append(library.ExponentialLR(optimizer, factor))
    elif kind == "polynomial":
        if schedule.get("floor"):
            raise rmspec.Skip("PolynomialLR has no floor")
        total, power = schedule["total"], schedule["power"]
        parts.append(library.PolynomialLR(optimizer, total, power))
    elif kind == "cosine":
        total, floor = schedule["total"], schedule["floor"]
        parts.append(library.CosineAnnealingLR(optimizer, total, floor))
        if schedule["afterEnd"] != "repeats":
            last = starts[-1] + total
    elif kind != "constant":
        raise rmspec.Skip(f"PyTorch has no schedule {kind}")
    # LinearLR stays where it ends: nothing need follow it.
    starts = starts[1 : len(parts)]
    if not starts:
        return (parts[0] if parts else None), last
    return library.SequentialLR(optimizer, parts, starts), last


class TorchOptimizer(rmspec.Optimizer):
    """One of PyTorch's optimizers over the tensors of a case."""

    def __init__(self, case: rmspec.Case) -> None:
        self.target = target(case.optimizer, case.path)
        cls = self.target.cls
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
        self.groups = list(case.groups)
        self.given: Optional[list[rmspec.Gradient]] = None
        self.resume()
        self.scheduler, self.last_step = self.make_scheduler()

    def resume(self) -> None:
        """Takes over the state that the case begins with."""
        slots = {slot: name for name, slot in SLOTS.items()}
        for tensor, like in zip(self.tensors, self.case.tensors):
            if like.state_before is None:
                continue
            state = self.optimizer.state[tensor]
            for slot, values in like.state_before.items():
                state[slots[slot]] = self.tensor(values, like)
            state["step"] = torch.tensor(float(like.steps_before))
            if self.target.cls is torch.optim.SparseAdam:
                state["step"] = like.steps_before
            if self.case.optimizer == "nadam":
                state["mu_product"] = torch.tensor(like.momentum_product)

    def change(self, hyperparameters: list[dict[str, float]]) -> None:
        for index, changes in enumerate(hyperparameters):
            group = self.groups[index]
            values = {**group.hyperparameters, **changes}
            self.groups[index] = replace(group, hyperparameters=values)
            arguments = options(self.case, self.groups[index])
            del arguments["lr"]
            self.optimizer.param_groups[index].update(arguments)

    def make_scheduler(self) -> tuple[Any, float]:
        schedules = [group.schedule for group in self.case.groups]
        if any(schedule != schedules[0] for schedule in schedules):
            raise rmspec.Skip("a scheduler of PyTorch drives all groups alike")
        if schedules[0] is None:
            return None, float("inf")
        if self.case.steps_before:
            raise rmspec.Skip("the adapter starts schedulers with the optimizer")
        try:
            return scheduler(self.optimizer, schedules[0])
        except ValueError as error:
            raise rmspec.Skip(f"PyTorch's scheduler refuses: {error}") from error

    def tensor(self, values: Sequence[float], like: rmspec.Tensor) -> torch.Tensor:
        return torch.tensor(values, dtype=self.dtype).reshape(like.shape)

    def gradient(
        self, gradient: rmspec.Gradient, like: rmspec.Tensor
    ) -> Optional[torch.Tensor]:
        if gradient is None:
            return None
        if not isinstance(gradient, rmspec.Rows):
            if not self.target.dense:
                name = self.target.cls.__name__
                raise rmspec.Skip(f"{name} takes sparse gradients only")
            return self.tensor(gradient, like)
        self.refuse_rows(self.optimizer.param_groups[like.group])
        shape = (len(gradient.indices), *like.shape[1:])
        return torch.sparse_coo_tensor(
            torch.tensor([gradient.indices], dtype=torch.int64),
            torch.tensor(gradient.values, dtype=self.dtype).reshape(shape),
            like.shape,
        )

    def step(
        self,
        gradients: list[rmspec.Gradient],
        learning_rates: list[Optional[float]],
    ) -> None:
        # The gradients of the step before stay as the optimizer has left them.
        if gradients is not self.given:
            pairs = zip(self.tensors, self.case.tensors, gradients)
            for tensor, like, gradient in pairs:
                tensor.grad = self.gradient(gradient, like)
        self.given = gradients
        for group, rate in zip(self.optimizer.param_groups, learning_rates):
            if rate is not None:
                group["lr"] = rate
        if self.scheduler is None:
            self.optimizer.step()
            return
        if self.scheduler.last_epoch > self.last_step:
            raise rmspec.Skip("CosineAnnealingLR repeats, it cannot hold its end")
        self.optimizer.step()
        self.scheduler.step()

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

    def stateful(self) -> list[Any]:
        return [self.optimizer] + [self.scheduler] * (self.scheduler is not None)

    def save(self) -> Any:
        file = io.BytesIO()
        torch.save([part.state_dict() for part in self.stateful()], file)
        # A later change is made to the hyperparameters that hold.
        return file.getvalue(), [group.hyperparameters for group in self.groups]

    def restore(self, saved: Any) -> None:
        states, hyperparameters = saved
        for part, state in zip(self.stateful(), torch.load(io.BytesIO(states))):
            part.load_state_dict(state)
        self.groups = [
            replace(group, hyperparameters=values)
            for group, values in zip(self.groups, hyperparameters)
        ]

    def refuse_different_initial_values(self, groups: list[dict[str, Any]]) -> None:
        # Adagrad takes the value in a group without a word, but uses its default.
        name = "initial_accumulator_value"
        if len({group.get(name) for group in groups}) > 1:
            raise rmspec.Skip(f"Adagrad ignores {name} in a parameter group")

    def refuse_rows(self, group: dict[str, Any]) -> None:
        if group.get("weight_decay"):
            raise rmspec.Skip("Adagrad refuses weight decay with sparse gradients")
        # A row that never had a gradient would become 0/0 if it were not left alone.
        floor = group["eps"] or group.get("initial_accumulator_value")
        if self.case.dialect.get("absentRows") == "zero" and self.target.dense:
            if not floor:
                raise rmspec.Skip("Adagrad leaves alone the rows that are not listed")


def works(entry: Target, path: str, format_name: str) -> bool:
    """Whether the installed version has a code path on the CPU."""
    arguments = {**entry.options, **entry.paths[path]}
    if not all(entry.has(name) for name in arguments):
        return False
    parameter = torch.ones(1, dtype=DTYPES[format_name], requires_grad=True)
    gradient = torch.ones_like(parameter)
    parameter.grad = gradient if entry.dense else gradient.detach().to_sparse()
    try:
        entry.cls([parameter], **arguments).step()
    except (RuntimeError, ValueError):
        return False
    return True


FEATURES = [
    "groups",
    "restore",
    "state",
    "absentGradients",
    "schedules",
    "fork",
    "changingHyperparameters",
    "savedHyperparameters",
    "givenState",
    "sameGradients",
]


def claims(formats: Sequence[str]) -> Iterator[dict[str, Any]]:
    for optimizer, entries in TARGETS.items():
        for entry in entries:
            for path in entry.paths:
                supported = [name for name in formats if works(entry, path, name)]
                if supported:
                    yield {
                        "optimizer": optimizer,
                        "path": path,
                        "formats": supported,
                        "dialect": entry.claimed(path),
                        "hyperparameters": list(entry.arguments),
                        "features": FEATURES + ["sparse"] * (path in entry.sparse),
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
    parser.add_argument(
        "--default-dtype",
        default="binary32",
        choices=["binary64", "binary32"],
        help="PyTorch's default, in which NAdam keeps its product of momenta, "
        "whatever the parameters are in (default: %(default)s)",
    )
    arguments = parser.parse_args()
    torch.set_default_dtype(DTYPES[arguments.default_dtype])
    formats = arguments.formats.split(",")
    for name in formats:
        if name not in DTYPES:
            parser.error(f"there is no format {name!r}; known: {', '.join(DTYPES)}")
    # One thread, so that no result depends on how work is divided.
    torch.set_num_threads(1)
    # PyTorch warns of whoever does not say whether it is to check.
    torch.sparse.check_sparse_tensor_invariants.enable()
    rmspec.serve(
        name="torch.optim",
        version=torch.__version__,
        implements=list(claims(formats)),
        make=TorchOptimizer,
    )


if __name__ == "__main__":
    main()
