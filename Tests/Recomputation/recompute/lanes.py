"""The readings of a case, each a run of its own (SPEC.md §15.1, §15.5)."""

from typing import Any, Dict, List, Tuple

from .cases import Run, Snapshot
from .enclosures import EnclosureMachine
from .machine import Machine, Setting
from .pairs import FlushedPair
from .reals import ExactMachine
from .rounded import ReferenceMachine
from .script import Step

# The values of the wanted steps.
Snapshots = Dict[int, Snapshot]


class Lanes:
    """What the runs of one case have in common."""

    def __init__(
        self, data: Dict[str, Any], case: Dict[str, Any], setting: Setting, steps: List[Step]
    ) -> None:
        self.data = data
        self.case = case
        self.setting = setting
        self.steps = steps

    def run(self, machine: Machine) -> Run:
        return Run(self.data["optimizer"], self.data["dialect"], self.case, machine)

    def exact(self, wanted: List[int]) -> Snapshots:
        return dict(self.run(ExactMachine(self.setting)).snapshots(self.steps, wanted))

    def reference(self, wanted: List[int]) -> Snapshots:
        return dict(self.run(ReferenceMachine(self.setting)).snapshots(self.steps, wanted))

    def one(self, wanted: List[int]) -> Snapshots:
        """The enclosures of κ = 1."""
        return dict(self.run(EnclosureMachine(self.setting, 1)).snapshots(self.steps, wanted))

    def budget(self, wanted: List[int]) -> Tuple[Snapshots, Snapshots]:
        """The enclosures of the published budget, and the flushed ones where they may differ."""
        pair = FlushedPair(self.run, self.setting, self.data["budget"])
        found: Snapshots = {}
        flushed: Snapshots = {}
        for position, step in enumerate(self.steps[:max(wanted)], 1):
            pair.advance(step)
            if position in wanted:
                found[position] = pair.run.snapshot()
                if pair.twin is not None:
                    flushed[position] = pair.twin.snapshot()
        return found, flushed
