"""A tensor with its state and clocks during a run (SPEC.md §1.2, §1.3, §1.5, §13)."""

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from .machine import Machine
from .rules.base import Rule

Value = Any
# A parameter and its state, by slot.
TensorValues = Tuple[List[Value], Dict[str, List[Value]]]


class KeptTensor(NamedTuple):
    """What a saved tensor consists of."""

    parameter: List[Value]
    master: Optional[List[Value]]
    state: List[Tuple[Value, ...]]
    memory: Any
    clock: int
    row_clocks: List[int]


class Tensor:
    """A tensor with its state and clocks during a run.

    Of a tensor with a period only the elements of one period are there.
    """

    def __init__(
        self, machine: Machine, rule: Rule, group: int, index: int, spec: Dict[str, Any]
    ) -> None:
        setting = machine.setting
        self.group = group
        self.index = index
        self.parameter = [machine.datum(setting.storage.decode(x)) for x in spec["initial"]]
        # Under `master` this is the copy that the rule reads and writes.
        self.master = list(self.parameter) if setting.master else None
        self.clock = spec.get("gradientsBefore", 0)
        self.memory = rule.remember(spec.get("momentumProduct"))
        self.state: List[Tuple[Value, ...]] = []
        if self.clock:
            self._take_over(machine, rule, spec)
        else:
            self._begin(machine, rule)
        shape = spec["shape"] if "period" not in spec else [1, spec["period"]]
        self.rows = shape[0] if shape else 1
        self.row_size = len(self.parameter) // self.rows if self.rows else 0
        self.row_clocks = [self.clock] * self.rows

    def _begin(self, machine: Machine, rule: Rule) -> None:
        """The state before the first gradient (§1.2)."""
        kept = machine.setting.kept
        start = tuple(
            machine.datum(kept.nearest(machine.given_state(x))) for x in rule.initial_values()
        )
        self.state = [start] * len(self.parameter)

    def _take_over(self, machine: Machine, rule: Rule, spec: Dict[str, Any]) -> None:
        """A given state (§1.5)."""
        kept, given = machine.setting.kept, spec["state"]
        if rule.remembers and "momentumProduct" not in spec:
            raise ValueError("the state of tensor %s has no momentumProduct" % spec["name"])
        slots = rule.slots if self.master is None else rule.slots + ("masterParameter",)
        if set(given) != set(slots):
            raise ValueError("the state of tensor %s has other slots" % spec["name"])
        columns = {}
        for slot in slots:
            if len(given[slot]) != len(self.parameter):
                raise ValueError("%s of tensor %s has another size" % (slot, spec["name"]))
            columns[slot] = [machine.datum(kept.decode(x)) for x in given[slot]]
        if self.master is not None:
            self.master = columns.pop("masterParameter")
        rest = [columns[slot] for slot in rule.slots]
        self.state = list(zip(*rest)) if rest else [()] * len(self.parameter)

    def values(self, slots: Tuple[str, ...]) -> TensorValues:
        """The parameter, and the state if the tensor has had a gradient."""
        state: Dict[str, List[Value]] = {}
        if self.clock:
            for i, slot in enumerate(slots):
                state[slot] = [values[i] for values in self.state]
            if self.master is not None:
                state["masterParameter"] = list(self.master)
        return list(self.parameter), state

    def keep(self) -> KeptTensor:
        """What saving the tensor keeps."""
        return KeptTensor(
            list(self.parameter),
            None if self.master is None else list(self.master),
            list(self.state),
            None if self.memory is None else list(self.memory),
            self.clock,
            list(self.row_clocks),
        )

    def go_back(self, kept: KeptTensor) -> None:
        """Take over what was kept."""
        self.parameter = list(kept.parameter)
        self.master = None if kept.master is None else list(kept.master)
        self.state = list(kept.state)
        self.memory = None if kept.memory is None else list(kept.memory)
        self.clock = kept.clock
        self.row_clocks = list(kept.row_clocks)
