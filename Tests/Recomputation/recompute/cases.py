"""Running one case under one machine (SPEC.md §1.3, §12, §13; README of the vectors)."""

from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from .machine import Machine
from .rules import make_rule
from .rules.base import Rule
from .schedules import scheduled_rate
from .stochastic import random_bits

Value = Any
# The values of a checkpoint: for each tensor its parameter and its state, by slot.
Snapshot = List[Tuple[List[Value], Dict[str, List[Value]]]]


class Tensor:
    """A tensor with its state and clocks during a run."""

    def __init__(
        self, machine: Machine, rule: Rule, group: int, index: int, spec: Dict[str, Any]
    ) -> None:
        setting = machine.setting
        self.group = group
        self.index = index
        self.parameter = [machine.datum(setting.storage.decode(x)) for x in spec["initial"]]
        # Under `master` this is the copy that the rule reads and writes.
        self.master = list(self.parameter) if setting.master else None
        start = tuple(
            machine.datum(setting.kept.nearest(machine.given_state(x)))
            for x in rule.initial_values()
        )
        self.state = [start] * len(self.parameter)
        self.memory = rule.remember()
        self.clock = 0
        shape = spec["shape"]
        self.rows = shape[0] if shape else 1
        self.row_size = len(self.parameter) // self.rows if self.rows else 0
        self.row_clocks = [0] * self.rows
        self.started = False


class Run:
    """One case under one machine."""

    def __init__(self, optimizer: str, dialect: Dict[str, str], case: Dict[str, Any],
                 machine: Machine) -> None:
        self.machine = machine
        self.setting = machine.setting
        self.case = case
        self.clock_kind = dialect.get("stepClock", "tensor")
        self.absent = dialect.get("absentRows", "zero")
        self.sequential = dialect.get("duplicateRows") == "sequential"
        self.rules: List[Rule] = []
        self.tensors: List[Tensor] = []
        for number, group in enumerate(case["groups"]):
            rule = make_rule(optimizer, machine, dialect, group["hyperparameters"])
            self.rules.append(rule)
            for spec in group["tensors"]:
                tensor = Tensor(machine, rule, number, len(self.tensors), spec)
                self.tensors.append(tensor)
        self.zero = machine.datum(self.setting.storage.decode("0" * self.setting.storage.digits))

    def snapshots(self) -> Iterator[Tuple[int, Snapshot]]:
        """The values after each step that is listed in `expected`."""
        wanted = {checkpoint["step"] for checkpoint in self.case["expected"]}
        last = max(wanted)
        for number, (gradients, rates) in enumerate(self.steps(), 1):
            self.step(number, gradients, rates)
            if number in wanted:
                yield number, [self.snapshot(tensor) for tensor in self.tensors]
            if number == last:
                return

    def snapshot(self, tensor: Tensor) -> Tuple[List[Value], Dict[str, List[Value]]]:
        """The parameter and the state of a tensor."""
        state: Dict[str, List[Value]] = {}
        if tensor.started:
            for i, slot in enumerate(self.rules[tensor.group].slots):
                state[slot] = [values[i] for values in tensor.state]
            if tensor.master is not None:
                state["masterParameter"] = list(tensor.master)
        return list(tensor.parameter), state

    # Steps

    def steps(self) -> Iterator[Tuple[List[Any], List[Optional[float]]]]:
        """Gradients and learning rates, step by step."""
        if "steps" in self.case:
            decode, datum = self.setting.storage.decode, self.machine.datum
            for step in self.case["steps"]:
                gradients: List[Any] = []
                for gradient in step["gradients"]:
                    if isinstance(gradient, dict):
                        values = [datum(decode(x)) for x in gradient["values"]]
                        gradients.append((gradient["rows"], values))
                    elif gradient is None:
                        gradients.append(None)
                    else:
                        gradients.append([datum(decode(x)) for x in gradient])
                yield gradients, step["learningRates"]
            return
        yield from self.generated()

    def generated(self) -> Iterator[Tuple[List[Any], List[Optional[float]]]]:
        """Steps whose gradients a generator draws."""
        recipe = self.case["generated"]
        draw = recipe["gradients"]
        s, bits, exponent = draw["seed"], draw["bits"], draw["exponent"]
        made: Dict[int, Value] = {}
        for _ in range(recipe["count"]):
            gradients: List[Any] = []
            for tensor in self.tensors:
                values = []
                for _ in tensor.parameter:
                    s = s * 48271 % 2147483647
                    whole = (s >> 11) % (1 << bits) - (1 << (bits - 1))
                    value = made.get(whole)
                    if value is None:
                        value = self.machine.datum(self.setting.storage.scaled(whole, exponent))
                        made[whole] = value
                    values.append(value)
                gradients.append(values)
            yield gradients, recipe["learningRates"]

    def step(self, number: int, gradients: List[Any], rates: List[Optional[float]]) -> None:
        """One step of the optimizer."""
        etas: List[Value] = []
        for group, rate in zip(self.case["groups"], rates):
            if rate is None:
                base = group["hyperparameters"]["learningRate"]
                etas.append(scheduled_rate(self.machine, group["schedule"], base, number - 1))
            else:
                etas.append(self.machine.hyper(rate))
        # Tensors of a group mostly share their clock, and with it the scalars.
        known: Dict[Tuple[int, int], Tuple] = {}
        for tensor, gradient in zip(self.tensors, gradients):
            if gradient is None:
                continue
            rule, eta = self.rules[tensor.group], etas[tensor.group]
            tensor.clock += 1
            tensor.started = True

            def scalars(t: int) -> Tuple:
                if rule.remembers:
                    return rule.scalars(t, eta, tensor.memory)
                key = tensor.group, t
                if key not in known:
                    known[key] = rule.scalars(t, eta, None)
                return known[key]

            t = number if self.clock_kind == "global" else tensor.clock
            if isinstance(gradient, tuple):
                self.sparse(number, tensor, gradient, t, scalars)
            else:
                self.dense(number, tensor, gradient, t, scalars)

    def dense(self, number: int, tensor: Tensor, gradient: List[Value], t: int,
              scalars: Callable[[int], Tuple]) -> None:
        """A step with a gradient for every element."""
        if self.clock_kind == "row":
            size = tensor.row_size
            for row in range(tensor.rows):
                tensor.row_clocks[row] += 1
                clock = tensor.row_clocks[row]
                part = gradient[row * size:(row + 1) * size]
                self.move(number, tensor, row * size, part, scalars(clock), clock == 1, True)
            return
        self.move(number, tensor, 0, gradient, scalars(t), tensor.clock == 1, True)

    def sparse(self, number: int, tensor: Tensor, gradient: Tuple[List[int], List[Value]], t: int,
               scalars: Callable[[int], Tuple]) -> None:
        """A step with a gradient for some rows (§12)."""
        rows, values = gradient
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
                self.move(number, tensor, row * size, part, k, first, moves)

    def move(self, number: int, tensor: Tensor, offset: int, gradient: List[Value], k: Any,
             first: bool, moves: bool) -> None:
        """Apply the rule to consecutive elements and store what it gives."""
        machine, setting = self.machine, self.setting
        update, store = self.rules[tensor.group].update, machine.store
        kept = tensor.parameter if tensor.master is None else tensor.master
        keeps = setting.master or setting.storage is setting.arithmetic
        for i, g in enumerate(gradient, offset):
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
                random = random_bits(setting.seed, number, tensor.index, i)
                tensor.parameter[i] = machine.store_parameter(theta, random)
            elif setting.storage is setting.arithmetic:
                tensor.parameter[i] = theta
            else:
                tensor.parameter[i] = machine.store_parameter(theta, None)
