"""Running one case under one machine (SPEC.md §1.3, §1.5, §12, §13)."""

from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

from .flushed import Copied
from .machine import Machine
from .rules import make_rule
from .rules.base import Rule
from .schedules import scheduled_rate
from .script import Step
from .stochastic import random_bits
from .tensors import KeptTensor, Tensor, TensorValues

Value = Any
Hyperparameters = Dict[str, float]
# The values of a checkpoint, tensor by tensor.
Snapshot = List[TensorValues]


class Kept(NamedTuple):
    """What an optimizer saves, with the parameters."""

    taken: int
    hypers: List[Hyperparameters]
    tensors: List[KeptTensor]


class Run:
    """One case under one machine."""

    def __init__(self, optimizer: str, dialect: Dict[str, str], case: Dict[str, Any],
                 machine: Machine) -> None:
        self.optimizer = optimizer
        self.dialect = dialect
        self.machine = machine
        self.setting = machine.setting
        self.groups = case["groups"]
        self.clock_kind = dialect.get("stepClock", "tensor")
        self.absent = dialect.get("absentRows", "zero")
        self.sequential = dialect.get("duplicateRows") == "sequential"
        # The number of steps that the optimizer has taken.
        self.taken = case.get("stepsBefore", 0)
        self.saved: Optional[Kept] = None
        self.hypers: List[Hyperparameters] = [
            group["hyperparameters"] for group in self.groups
        ]
        self.rules: List[Rule] = [self.rule(hyper) for hyper in self.hypers]
        self.tensors: List[Tensor] = []
        for number, group in enumerate(self.groups):
            for spec in group["tensors"]:
                tensor = Tensor(machine, self.rules[number], number, len(self.tensors), spec)
                self.tensors.append(tensor)
        self.zero = machine.datum(self.setting.storage.decode("0" * self.setting.storage.digits))

    def rule(self, hyper: Hyperparameters) -> Rule:
        """The rule of a group with these hyperparameters."""
        return make_rule(self.optimizer, self.machine, self.dialect, hyper)

    def snapshots(self, steps: List[Step], wanted: List[int]) -> Iterator[Tuple[int, Snapshot]]:
        """The values after the wanted ones of the steps, which are counted from 1."""
        last = max(wanted)
        for position, step in enumerate(steps[:last], 1):
            self.advance(step)
            if position in wanted:
                yield position, self.snapshot()

    def snapshot(self) -> Snapshot:
        """The parameters and states of all tensors."""
        return [tensor.values(self.rules[tensor.group].slots) for tensor in self.tensors]

    # Runs that change, or go back (§1.5)

    def keep(self) -> Kept:
        """What saving keeps."""
        return Kept(self.taken, list(self.hypers), [tensor.keep() for tensor in self.tensors])

    def go_back(self, kept: Kept) -> None:
        """Take over what was kept."""
        self.taken = kept.taken
        for number, hyper in enumerate(kept.hypers):
            self.hold(number, hyper)
        for tensor, values in zip(self.tensors, kept.tensors):
            tensor.go_back(values)

    def hold(self, number: int, hyper: Hyperparameters) -> None:
        """Let hyperparameters hold in a group."""
        if hyper != self.hypers[number]:
            self.hypers[number] = hyper
            self.rules[number] = self.rule(hyper)

    def change(self, changes: List[Optional[Hyperparameters]]) -> None:
        """Other hyperparameters from now on; η0 stays (§1.5)."""
        for number, change in enumerate(changes):
            if change:
                given = {name: x for name, x in change.items() if name != "learningRate"}
                self.hold(number, {**self.hypers[number], **given})

    # Steps

    def advance(self, step: Step) -> None:
        """One step, and what is done before it."""
        orders = step.orders
        if "rewind" in orders:
            if self.saved is None:
                raise ValueError("nothing was saved before")
            self.go_back(self.saved)
        if "save" in orders:
            self.saved = self.keep()
        if "hyperparameters" in orders:
            self.change(orders["hyperparameters"])
        self.step(step)

    def step(self, step: Step) -> None:
        """One step of the optimizer."""
        etas = [self.rate(number, rate) for number, rate in enumerate(step.rates)]
        self.taken += 1
        # Tensors of a group mostly share their clock, and with it the scalars.
        known: Dict[Tuple[int, int], Tuple] = {}
        for tensor, gradient in zip(self.tensors, step.gradients):
            if gradient is None:
                continue
            rule, eta = self.rules[tensor.group], etas[tensor.group]
            tensor.clock += 1

            def scalars(t: int) -> Tuple:
                if rule.remembers:
                    return rule.scalars(t, eta, tensor.memory)
                key = tensor.group, t
                if key not in known:
                    known[key] = rule.scalars(t, eta, None)
                return known[key]

            t = self.taken if self.clock_kind == "global" else tensor.clock
            datum = self.machine.datum
            if isinstance(gradient, tuple):
                rows, values = gradient
                self.sparse(tensor, rows, [datum(x) for x in values], t, scalars)
            else:
                self.dense(tensor, [datum(x) for x in gradient], t, scalars)

    def rate(self, number: int, given: Optional[float]) -> Value:
        """The learning rate of a group in the next step."""
        if given is not None:
            return self.machine.hyper(given)
        group = self.groups[number]
        base = group["hyperparameters"]["learningRate"]
        return scheduled_rate(self.machine, group["schedule"], base, self.taken)

    def dense(self, tensor: Tensor, gradient: List[Value], t: int,
              scalars: Callable[[int], Tuple]) -> None:
        """A step with a gradient for every element."""
        if self.clock_kind == "row":
            size = tensor.row_size
            for row in range(tensor.rows):
                tensor.row_clocks[row] += 1
                clock = tensor.row_clocks[row]
                part = gradient[row * size:(row + 1) * size]
                self.move(tensor, row * size, part, scalars(clock), clock == 1, True)
            return
        self.move(tensor, 0, gradient, scalars(t), tensor.clock == 1, True)

    def sparse(self, tensor: Tensor, rows: List[int], values: List[Value], t: int,
               scalars: Callable[[int], Tuple]) -> None:
        """A step with a gradient for some rows (§12)."""
        size = tensor.row_size
        listed: Dict[int, List[List[Value]]] = {}
        for i, row in enumerate(rows):
            listed.setdefault(row, []).append(values[i * size:(i + 1) * size])
        shared = None if self.clock_kind == "row" else scalars(t)
        for row in range(tensor.rows):
            parts = listed.get(row)
            if parts is None and self.absent == "skip":
                continue
            first = tensor.clock == 1
            k = shared
            if self.clock_kind == "row":
                clock = tensor.row_clocks[row] + 1
                if parts is not None:
                    tensor.row_clocks[row] = clock
                first = clock == 1
                k = scalars(clock)
            moves = parts is not None or self.absent == "zero"
            if parts is None:
                parts = [[self.zero] * size]
            elif not self.sequential and len(parts) > 1:
                parts = [[self.machine.row_sum(list(column)) for column in zip(*parts)]]
            for part in parts:
                self.move(tensor, row * size, part, k, first, moves)

    def flushed_update(self, update: Callable[..., Any], k: Any, theta: Value, g: Value,
                       state: Tuple[Value, ...], first: bool) -> Tuple[Value, Tuple[Value, ...]]:
        """An update of flushed operands; a gradient that becomes state is none (§15.5)."""
        operand = self.machine.operand
        ready = tuple([operand(x) for x in state])
        theta, new = update(k, operand(theta), operand(g), ready, first)
        return theta, tuple([g if isinstance(x, Copied) else x for x in new])

    def move(self, tensor: Tensor, offset: int, gradient: List[Value], k: Any,
             first: bool, moves: bool) -> None:
        """Apply the rule to consecutive elements and store what it gives."""
        machine, setting = self.machine, self.setting
        update, store = self.rules[tensor.group].update, machine.store
        kept = tensor.parameter if tensor.master is None else tensor.master
        keeps = setting.master or setting.storage is setting.arithmetic
        for i, g in enumerate(gradient, offset):
            if machine.flushes:
                theta, state = self.flushed_update(update, k, kept[i], g, tensor.state[i], first)
            else:
                theta, state = update(k, kept[i], g, tensor.state[i], first)
            tensor.state[i] = state if keeps else tuple([store(x) for x in state])
            if not moves:
                continue
            if theta is None:
                # Not a new value; only a stored copy is made anew.
                if tensor.master is None:
                    continue
                theta = kept[i]
            if tensor.master is not None:
                tensor.master[i] = theta
            if setting.seed is not None:
                random = random_bits(setting.seed, self.taken, tensor.index, i)
                tensor.parameter[i] = machine.store_parameter(theta, random)
            elif setting.storage is setting.arithmetic:
                tensor.parameter[i] = theta
            else:
                tensor.parameter[i] = machine.store_parameter(theta, None)
