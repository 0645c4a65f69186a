"""The RMSpec adapter kit: checks an optimizer written in Python.

Write a class with the methods of `Optimizer`, tell `serve` what it implements, and
pass the program to `rmspec check --adapter "python3 my_adapter.py"`. The kit speaks
the protocol (Adapters/README.md), reads and writes bit patterns, draws generated
gradients, takes checkpoints, and restores the optimizer where a case asks for it.

It needs Python 3.9 or later and nothing else.
"""

from __future__ import annotations

import copy
import json
import math
import os
import struct
import sys
import traceback
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Callable, Iterator, Mapping, Optional, Sequence, Union

__all__ = [
    "Case",
    "Gradient",
    "Group",
    "Optimizer",
    "Rows",
    "Skip",
    "Tensor",
    "random_bits",
    "serve",
]

PROTOCOL = 2


# What an author writes, and what is given to them.


class Skip(Exception):
    """Raise it anywhere to decline the case; its text is the reason."""


@dataclass(frozen=True)
class Tensor:
    """A parameter before the first step."""

    name: str
    shape: tuple[int, ...]
    """The extents; `()` is a scalar, and an extent may be 0."""
    initial: tuple[float, ...]
    """The values in row-major order."""
    group: int
    """The index of the tensor's group."""
    steps_before: int = 0
    """In how many steps before the first it had a gradient. Only for the feature
    "givenState"."""
    state_before: Optional[dict[str, tuple[float, ...]]] = None
    """The state that those steps have left, by the names of its slots."""
    momentum_product: float = 1.0
    """NAdam's product of momenta after those steps."""


@dataclass(frozen=True)
class Group:
    """Tensors that share hyperparameters."""

    hyperparameters: dict[str, float]
    """The given hyperparameters by name; those left out have no effect."""
    tensors: tuple[Tensor, ...]
    schedule: Optional[dict[str, Any]] = None
    """The schedule of the learning rate, as in the protocol; None if each step says
    its rate. Only for the feature "schedules"."""


@dataclass(frozen=True)
class Case:
    """What an optimizer is made from."""

    id: str
    optimizer: str
    dialect: dict[str, str]
    """The value on each axis, the place of epsilon (`epsilonPlace`) included."""
    path: Optional[str]
    """The code path to take, if several were declared."""
    scalars: str
    """In which formats scalars are computed: "wide", "working", … (SPEC §1.1)."""
    storage: str
    """The format of parameters, gradients and state: "binary64", "binary32", ..."""
    arithmetic: str
    """The format of operations on elements."""
    groups: tuple[Group, ...]
    master: bool = False
    """Whether parameters and state are kept in the arithmetic format. Only for the
    feature "master"."""
    stochastic: Optional[int] = None
    """The seed of stochastic rounding, or None. Only for the feature "stochastic"."""
    steps_before: int = 0
    """The number of steps that the optimizer has taken before the first. Only for the
    feature "givenState"."""

    @property
    def tensors(self) -> list[Tensor]:
        """The tensors of all groups, in the order in which everything lists them."""
        return [tensor for group in self.groups for tensor in group.tensors]


@dataclass(frozen=True)
class Rows:
    """A sparse gradient. Only for the feature "sparse"."""

    indices: list[int]
    """Indices into the first extent, in any order, each any number of times."""
    values: list[float]
    """For each index a row: as many values as the rest of the shape has."""


# What a tensor gets in a step: None if it has no gradient.
Gradient = Union[list[float], Rows, None]


class Optimizer:
    """What `serve` drives. Tensors are flat sequences of numbers in row-major order,
    one for each of `case.tensors`; NumPy arrays will do as well as lists."""

    def __init__(self, case: Case) -> None:
        """Starts from the parameters and hyperparameters of a case."""

    def step(
        self, gradients: list[Gradient], learning_rates: list[Optional[float]]
    ) -> None:
        """Takes a step.

        Args:
            gradients: One for each tensor; None if the tensor has none in this step.
            learning_rates: The learning rate of this step, one for each group; None
                if the group has a schedule.
        """
        raise NotImplementedError

    def parameters(self) -> Sequence[Sequence[float]]:
        """The values of the parameters."""
        raise NotImplementedError

    def state(self) -> Sequence[Mapping[str, Sequence[float]]]:
        """For each tensor the state that it has by now, by the names of its slots.

        Needed for the feature "state". With `case.master` the slot "masterParameter"
        is the parameter in the arithmetic format.
        """
        raise NotImplementedError

    def change(self, hyperparameters: list[dict[str, float]]) -> None:
        """Changes hyperparameters from the next step on: for each group those that
        change, by name.

        Needed for the feature "changingHyperparameters".
        """
        raise NotImplementedError

    def save(self) -> Any:
        """What `restore` needs to go on from here, apart from the parameters.

        Needed for the features "restore" and "fork". For "fork" it must not change when
        this instance goes on: copy what a library hands out by reference.
        """
        raise NotImplementedError

    def restore(self, saved: Any) -> None:
        """Takes over what another instance saved.

        This instance was made from the same case, with the parameters of the other
        one as the initial values. For the feature "savedHyperparameters" it was made
        with other hyperparameters, and those that were saved are to hold.
        """
        raise NotImplementedError


def serve(
    *,
    name: str,
    version: str,
    implements: Sequence[Mapping[str, Any]],
    make: Callable[[Case], Optimizer],
    language: str = "python",
) -> None:
    """Answers the messages on standard input until there are no more.

    Args:
        name: The name of the library.
        version: Its version.
        implements: What it computes, as in the protocol: each a dictionary with
            "optimizer" and "formats", and where it matters "path", "dialect",
            "hyperparameters", "scalars", "arithmetic" and "features".
        make: Makes an optimizer from a case; a subclass of `Optimizer` does.
        language: The language of the library.
    """
    with _PrivateStreams() as (requests, answers):
        session = Session(name, version, language, implements, make)
        try:
            session.converse(requests, answers)
        except (BrokenPipeError, KeyboardInterrupt):
            pass  # Nobody listens any more.


# Formats and bit patterns.


def _flat(values: Any) -> list[float]:
    """Python's numbers, from any sequence of numbers."""
    return values.tolist() if hasattr(values, "tolist") else list(values)


@dataclass(frozen=True)
class Format:
    """A binary format of at most 64 bits, and how to write it."""

    name: str
    digits: int
    """The number of hexadecimal digits of an encoding."""
    fraction_bits: int
    exponent_bits: int
    code: str
    """Its code in the `struct` module; empty for e4m3, which has no infinities, one
    NaN in their place, and so a greater largest number than IEEE 754 would have."""
    padding: str = ""
    """The digits that make an encoding one of `code` if that is a wider format."""

    @property
    def beyond(self) -> int:
        """The encoding that follows the largest number: infinity, or the NaN."""
        if self.code:
            return ((1 << self.exponent_bits) - 1) << self.fraction_bits
        return (1 << (self.exponent_bits + self.fraction_bits)) - 1

    @property
    def least(self) -> int:
        """The exponent of the smallest subnormal number, a power of two."""
        return 2 - (1 << (self.exponent_bits - 1)) - self.fraction_bits

    def decode(self, encodings: Sequence[str]) -> list[float]:
        """The numbers that fixed-width hexadecimal encodings stand for."""
        if any(len(encoding) != self.digits for encoding in encodings):
            raise ValueError(f"an encoding in {self.name} has {self.digits} digits")
        packed = bytes.fromhex("".join([e + self.padding for e in encodings]))
        if not self.code:
            return [self._decode(bits) for bits in packed]
        return list(struct.unpack(f">{len(encodings)}{self.code}", packed))

    def encode(self, values: Any) -> list[str]:
        """The encodings of numbers, each rounded to nearest, ties to even.

        Every NaN is written as the same NaN.
        """
        numbers = _flat(values)
        if self.padding or not self.code or any(number != number for number in numbers):
            return [self._encode(float(number)) for number in numbers]
        try:
            text = struct.pack(f">{len(numbers)}{self.code}", *numbers).hex()
        except OverflowError:  # `struct` does not overflow to infinity.
            return [self._encode(float(number)) for number in numbers]
        return [text[i : i + self.digits] for i in range(0, len(text), self.digits)]

    def _encode(self, number: float) -> str:
        magnitude = abs(number)
        if math.isnan(number) or math.isinf(number):
            bits = self.beyond
        elif number == 0:
            bits = 0
        else:
            # The unit in the last place is 2**quantum, of subnormals 2**least.
            least = self.least
            quantum = max(math.frexp(magnitude)[1] - 1 - self.fraction_bits, least)
            # Scaling is exact, and `round` takes ties to even. The leading bit of a
            # normal number, and a carry out of the fraction, add to the exponent.
            significand = round(math.ldexp(magnitude, -quantum))
            bits = ((quantum - least) << self.fraction_bits) + significand
            bits = min(bits, self.beyond)
        sign = int(math.copysign(1.0, number) < 0)
        if math.isnan(number) and self.code:
            bits |= 1 << (self.fraction_bits - 1)
        if bits > self.beyond or bits == self.beyond and not self.code:
            sign = 0
        return format(bits | sign << (self.digits * 4 - 1), f"0{self.digits}x")

    def _decode(self, encoding: int) -> float:
        sign = encoding >> (self.digits * 4 - 1)
        bits = encoding ^ sign << (self.digits * 4 - 1)
        if bits == self.beyond:
            return math.nan
        exponent, fraction = divmod(bits, 1 << self.fraction_bits)
        significand = fraction + (bool(exponent) << self.fraction_bits)
        magnitude = math.ldexp(significand, self.least + max(exponent - 1, 0))
        return -magnitude if sign else magnitude


FORMATS = {
    entry.name: entry
    for entry in (
        Format("binary64", 16, 52, 11, "d"),
        Format("binary32", 8, 23, 8, "f"),
        Format("binary16", 4, 10, 5, "e"),
        Format("bfloat16", 4, 7, 8, "f", padding="0000"),
        Format("e5m2", 2, 2, 5, "e", padding="00"),
        Format("e4m3", 2, 3, 4, ""),
    )
}


# Steps.


@dataclass(frozen=True)
class Step:
    gradients: list[Gradient]
    learning_rates: list[Optional[float]]
    restore: bool = False
    rewind: bool = False
    save: bool = False
    built_with: Optional[list[dict[str, float]]] = None
    changes: Optional[list[dict[str, float]]] = None


def random_bits(seed: int, step: int, tensor: int, element: int) -> int:
    """The 32 random bits of SPEC.md, §13, which round an element stochastically.

    Args:
        seed: The case's.
        step: The number of the step, from 1.
        tensor: The index of the tensor over all groups.
        element: The index of the element, in row-major order.
    """
    mask = 0xFFFFFFFF
    h = seed
    for word in (step, tensor, element):
        h = (h + 0x9E3779B9 * (word + 1)) & mask
        h = (h ^ h >> 16) * 0x85EBCA6B & mask
        h = (h ^ h >> 13) * 0xC2B2AE35 & mask
        h ^= h >> 16
    return h


def generated_gradients(
    seed: int, bits: int, exponent: int, sizes: Sequence[int]
) -> Iterator[list[Gradient]]:
    """The gradients of each step in turn, without end: MINSTD integers, scaled."""
    half = 1 << (bits - 1)
    values = [math.ldexp(k - half, exponent) for k in range(2 * half)]
    mask = 2 * half - 1
    state = seed
    while True:
        gradients: list[Gradient] = []
        for size in sizes:
            gradient = []
            for _ in range(size):
                state = state * 48271 % 2147483647
                gradient.append(values[state >> 11 & mask])
            gradients.append(gradient)
        yield gradients


def read_case(request: Mapping[str, Any]) -> Case:
    """The case of a `run` message."""
    case = request["case"]
    storage = FORMATS[case["storage"]]
    kept = FORMATS[case["arithmetic"]] if case.get("master", False) else storage
    groups = []
    for index, group in enumerate(case["groups"]):
        tensors = []
        for tensor in group["tensors"]:
            shape = tuple(tensor["shape"])
            initial = tuple(storage.decode(tensor["initial"]))
            if len(initial) != math.prod(shape):
                raise ValueError(f"tensor {tensor['name']} does not fill its shape")
            tensors.append(
                Tensor(
                    tensor["name"],
                    shape,
                    initial,
                    index,
                    steps_before=int(tensor.get("gradientsBefore", 0)),
                    state_before={
                        slot: tuple(kept.decode(encodings))
                        for slot, encodings in tensor["state"].items()
                    }
                    if "state" in tensor
                    else None,
                    momentum_product=float(tensor.get("momentumProduct", 1.0)),
                )
            )
        hyperparameters = read_numbers(group["hyperparameters"])
        schedule = group.get("schedule")
        groups.append(Group(hyperparameters, tuple(tensors), schedule))
    stochastic = case.get("stochastic")
    return Case(
        id=case["id"],
        optimizer=request["optimizer"],
        dialect=dict(request["dialect"]),
        path=request.get("path"),
        scalars=case["scalars"],
        storage=case["storage"],
        arithmetic=case["arithmetic"],
        groups=tuple(groups),
        master=bool(case.get("master", False)),
        stochastic=None if stochastic is None else int(stochastic["seed"]),
        steps_before=int(case.get("stepsBefore", 0)),
    )


def read_numbers(values: Mapping[str, Any]) -> dict[str, float]:
    """Hyperparameters by name."""
    return {name: float(value) for name, value in values.items()}


def needed_features(request: Mapping[str, Any], case: Case) -> set[str]:
    """The features of a `run` message that change what `Optimizer` is given."""
    steps = request["case"].get("steps") or ()
    needs = {
        "master": case.master,
        "schedules": any(group.schedule is not None for group in case.groups),
        "sparse": any(isinstance(g, dict) for s in steps for g in s["gradients"]),
        "stochastic": case.stochastic is not None,
        "givenState": case.steps_before > 0,
        "fork": any(s.get("save") or s.get("rewind") for s in steps),
        "changingHyperparameters": any(s.get("hyperparameters") for s in steps),
        "savedHyperparameters": any(s.get("builtWith") for s in steps),
        "sameGradients": any(s.get("sameGradients") for s in steps),
    }
    return {feature for feature, needed in needs.items() if needed}


def read_gradient(gradient: Any, tensor: Tensor, storage: Format) -> Gradient:
    """A gradient of a step."""
    if gradient is None:
        return None
    size = len(tensor.initial)
    if not isinstance(gradient, dict):
        values = storage.decode(gradient)
        if len(values) != size:
            raise ValueError(f"a gradient of {tensor.name} does not have its size")
        return values
    if not tensor.shape:
        raise ValueError(f"{tensor.name} is a scalar and has no rows")
    indices = [int(index) for index in gradient["rows"]]
    values = storage.decode(gradient["values"])
    if not all(0 <= index < tensor.shape[0] for index in indices):
        raise ValueError(f"a gradient lists a row that {tensor.name} does not have")
    if len(values) != len(indices) * math.prod(tensor.shape[1:]):
        raise ValueError(f"a gradient of {tensor.name} does not fill its rows")
    return Rows(indices, values)


def read_steps(request: Mapping[str, Any], case: Case) -> Iterator[Step]:
    """The steps of a `run` message, listed or generated."""
    members = request["case"]
    tensors = case.tensors

    def read_rates(rates: Sequence[Optional[float]]) -> list[Optional[float]]:
        if len(rates) != len(case.groups):
            raise ValueError("a step does not have a learning rate for each group")
        # A missing rate is an error, but none is expected where a schedule is.
        return [
            None if group.schedule is not None else float(rate)
            for group, rate in zip(case.groups, rates)
        ]

    if members.get("generated") is not None:
        generated = members["generated"]
        rule = generated["gradients"]
        rates = read_rates(generated["learningRates"])
        sizes = [len(tensor.initial) for tensor in tensors]
        draws = generated_gradients(
            rule["seed"], rule["bits"], rule["exponent"], sizes
        )
        for _, gradients in zip(range(generated["count"]), draws):
            yield Step(gradients, list(rates))
        return
    storage = FORMATS[case.storage]
    gradients: list[Gradient] = []
    for step in members["steps"]:
        if len(step["gradients"]) != len(tensors):
            raise ValueError("a step does not have an entry for each tensor")
        # Those of the step before are the very same lists.
        if not step.get("sameGradients", False):
            gradients = [
                read_gradient(gradient, tensor, storage)
                for gradient, tensor in zip(step["gradients"], tensors)
            ]
        changes, built_with = step.get("hyperparameters"), step.get("builtWith")
        yield Step(
            gradients,
            read_rates(step["learningRates"]),
            restore=bool(step.get("restore", False)),
            rewind=bool(step.get("rewind", False)),
            save=bool(step.get("save", False)),
            built_with=built_with and [read_numbers(group) for group in built_with],
            changes=changes and [read_numbers(group or {}) for group in changes],
        )


def observe(optimizer: Optimizer, case: Case, reports_state: bool) -> list[Any]:
    """The values of all tensors, encoded."""
    storage = FORMATS[case.storage]
    kept = FORMATS[case.arithmetic] if case.master else storage
    tensors = case.tensors
    parameters = optimizer.parameters()
    states = optimizer.state() if reports_state else [{}] * len(tensors)
    if len(parameters) != len(tensors) or len(states) != len(tensors):
        raise ValueError(
            f"the case has {len(tensors)} tensors, but the optimizer reported "
            f"{len(parameters)} parameters and {len(states)} states"
        )

    def encode(values: Any, what: str, tensor: Tensor, to: Format) -> list[str]:
        encodings = to.encode(values)
        if len(encodings) != len(tensor.initial):
            raise ValueError(
                f"{what} of tensor {tensor.name} has {len(encodings)} elements, not "
                f"{len(tensor.initial)}"
            )
        return encodings

    return [
        {
            "parameter": encode(parameter, "the parameter", tensor, storage),
            "state": {slot: encode(v, slot, tensor, kept) for slot, v in state.items()},
        }
        for parameter, state, tensor in zip(parameters, states, tensors)
    ]


class Run:
    """An optimizer in the course of a case."""

    def __init__(self, case: Case, make: Callable[[Case], Optimizer]) -> None:
        self.case = case
        self.make = make
        self.optimizer = make(case)
        self.hyperparameters = [dict(group.hyperparameters) for group in case.groups]
        # What was saved, the parameters, and the hyperparameters that held.
        self.kept: Optional[tuple[Any, list[list[float]], list[dict]]] = None

    def take(self, step: Step) -> None:
        """Does what comes before a step, and takes it."""
        if step.restore:
            # The copy makes sure that the new one shares nothing with the old one.
            saved = copy.deepcopy(self.optimizer.save())
            self.replace(saved, self.parameters(), step.built_with)
        if step.rewind:
            if self.kept is None:
                raise ValueError("a step goes back, but nothing has been kept")
            # What was kept is kept as it was handed out: if it has changed since, the
            # values will show it. It may be gone back to again.
            saved, parameters, self.hyperparameters = self.kept
            self.replace(copy.deepcopy(saved), parameters, step.built_with)
        if step.save:
            hyperparameters = [dict(group) for group in self.hyperparameters]
            self.kept = (self.optimizer.save(), self.parameters(), hyperparameters)
        if step.changes:
            self.hyperparameters = [
                {**old, **new} for old, new in zip(self.hyperparameters, step.changes)
            ]
            self.optimizer.change(step.changes)
        self.optimizer.step(step.gradients, step.learning_rates)

    def parameters(self) -> list[list[float]]:
        """Copies of the parameters."""
        return [list(_flat(values)) for values in self.optimizer.parameters()]

    def replace(
        self,
        saved: Any,
        parameters: list[list[float]],
        built_with: Optional[list[dict[str, float]]],
    ) -> None:
        """Goes on with a new optimizer, which takes over what was saved."""
        values = iter(parameters)
        groups = tuple(
            replace(
                group,
                hyperparameters=dict(hyperparameters),
                tensors=tuple(
                    replace(tensor, initial=tuple(next(values)))
                    for tensor in group.tensors
                ),
            )
            for group, hyperparameters in zip(
                self.case.groups, built_with or self.hyperparameters
            )
        )
        self.optimizer = self.make(replace(self.case, groups=groups))
        self.optimizer.restore(saved)


# The conversation.


class Session:
    """Answers requests, one at a time."""

    def __init__(
        self,
        name: str,
        version: str,
        language: str,
        implements: Sequence[Mapping[str, Any]],
        make: Callable[[Case], Optimizer],
    ) -> None:
        self.introduction = {
            "type": "started",
            "protocol": PROTOCOL,
            "name": name,
            "version": version,
            "language": language,
            "implements": list(implements),
        }
        self.make = make

    def converse(self, requests: BinaryIO, answers: BinaryIO) -> None:
        """Answers each line until `stop` or the end."""
        for line in requests:
            if not line.strip():
                continue
            answer = self.answer(line)
            if answer is None:
                return
            text = json.dumps(answer, separators=(",", ":"))
            answers.write(text.encode() + b"\n")
            answers.flush()

    def answer(self, line: bytes) -> Optional[dict[str, Any]]:
        """The answer to one line, or None if it ends the conversation."""
        try:
            request = json.loads(line)
        except ValueError as error:
            return {"type": "error", "message": f"the line is not JSON: {error}"}
        kind = request.get("type") if isinstance(request, dict) else None
        if kind == "start":
            if request.get("protocol") != PROTOCOL:
                message = f"this adapter speaks protocol {PROTOCOL} only"
                return {"type": "error", "message": message}
            return self.introduction
        if kind == "run":
            return self.run(request)
        if kind == "stop":
            return None
        return {"type": "error", "message": f"there is no request of type {kind!r}"}

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Runs a case; what goes wrong in it is the answer."""
        members = request.get("case")
        name = members.get("id") if isinstance(members, dict) else None
        about = {} if name is None else {"case": name}
        try:
            checkpoints = self.checkpoints(request)
        except Skip as skip:
            return {"type": "skip", **about, "reason": str(skip)}
        except (Exception, SystemExit) as error:
            traceback.print_exc()
            message = f"{type(error).__name__}: {error}"
            return {"type": "error", **about, "message": message}
        return {"type": "result", **about, "checkpoints": checkpoints}

    def checkpoints(self, request: Mapping[str, Any]) -> list[Any]:
        """The values after each step that the request names."""
        case = read_case(request)
        wanted = set(request["checkpoints"])
        last = max(wanted, default=0)
        features = self.features(case)
        for feature in sorted(needed_features(request, case) - features):
            raise Skip(f'the feature "{feature}" is not claimed')
        run = Run(case, self.make)
        result = []
        for number, step in enumerate(read_steps(request, case), start=1):
            run.take(step)
            if number in wanted:
                tensors = observe(run.optimizer, case, "state" in features)
                result.append({"step": number, "tensors": tensors})
            if number >= last:
                break
        if len(result) != len(wanted):
            raise ValueError("the case does not have the steps of all checkpoints")
        return result

    def features(self, case: Case) -> set[str]:
        """The features of the claim that a case belongs to."""
        return {
            feature
            for entry in self.introduction["implements"]
            if entry["optimizer"] == case.optimizer and entry.get("path") == case.path
            for feature in entry.get("features", ())
        }


class _PrivateStreams:
    """The protocol's streams, out of reach of everything else in the process.

    Whatever prints, in Python or below it, prints to standard error, and whatever
    reads standard input finds it empty.
    """

    def __enter__(self) -> tuple[BinaryIO, BinaryIO]:
        sys.stdout.flush()
        self.requests = os.fdopen(os.dup(0), "rb")
        self.answers = os.fdopen(os.dup(1), "wb")
        self.stdout = sys.stdout
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        return self.requests, self.answers

    def __exit__(self, *_: object) -> None:
        sys.stdout = self.stdout
        self.requests.close()
        try:
            self.answers.close()
        except BrokenPipeError:
            pass
