"""The run of a budget, and the flushed one where it differs (SPEC.md §15.5)."""

from typing import Callable, Iterator, Optional

import gmpy2
from gmpy2 import mpfr

from .cases import Run
from .enclosures import EnclosureMachine, FlushedMachine
from .flushed import FLUSHING
from .intervals import ANY, Interval, NOT_A_NUMBER
from .machine import Machine, Setting
from .script import Step
from .tensors import Tensor


class FlushedPair:
    """The run of the published budget, with the flushed one while both differ.

    Flushing changes nothing before it meets an interval that it changes, and nothing
    afterwards if both runs have come to the same values again.
    """

    def __init__(self, make: Callable[[Machine], Run], setting: Setting, kappa: int) -> None:
        self.make = make
        self.setting = setting
        self.kappa = kappa
        self.flushes = setting.arithmetic.name in FLUSHING
        self.machine = EnclosureMachine(setting, kappa)
        self.run = make(self.machine)
        self.twin: Optional[Run] = None
        # A part of a value that leaves no trace in what is published of it.
        self.little = gmpy2.div_2exp(mpfr(1), gmpy2.get_context().precision * 3 // 4)

    def advance(self, step: Step) -> None:
        """One step of the one run or of both."""
        if self.twin is not None or not self.flushes:
            self.run.advance(step)
        else:
            before, saved = self.run.keep(), self.run.saved
            self.run.advance(step)
            if self.machine.watch.met or self.machine.lasting.met:
                self.twin = self.make(FlushedMachine(self.setting, self.kappa))
                self.twin.go_back(before)
                self.twin.saved = saved
        self.machine.watch.met = False
        if self.twin is not None:
            self.twin.advance(step)
            if not self.machine.lasting.met and self._agree(self.run, self.twin):
                self.twin = None

    def _agree(self, run: Run, twin: Run) -> bool:
        """Whether both runs go on alike."""
        if (run.saved is None) != (twin.saved is None) or run.saved is not None:
            return False
        operand, little = twin.machine.operand, self.little
        return all(
            y is x or (operand(y) is y and _close(x, y, little))
            for mine, theirs in zip(run.tensors, twin.tensors)
            for x, y in zip(_intervals(mine), _intervals(theirs))
        )


def _intervals(tensor: Tensor) -> Iterator[Interval]:
    """All that the next step of a tensor may begin with."""
    yield from tensor.parameter
    yield from tensor.master or ()
    for values in tensor.state:
        yield from values
    for scalar in tensor.memory or ():
        yield scalar.running


def _close(x: Interval, y: Interval, little: mpfr) -> bool:
    """Whether the ends differ by no more than a little part of them."""
    if x is ANY or y is ANY or x is NOT_A_NUMBER or y is NOT_A_NUMBER:
        return x is y
    return _near(x[0], y[0], little) and _near(x[1], y[1], little)


def _near(x: mpfr, y: mpfr, little: mpfr) -> bool:
    return bool(x == y or abs(x - y) <= abs(x) * little)
