"""Flushing as §15.5 says it: before and after every operation.

The package flushes where results are widened and where data become operands.
"""

from typing import Any, Callable, Optional, Tuple

from recompute.clauses import Clauses
from recompute.enclosures import EnclosureMachine
from recompute.flushed import FlushedClauses, flushed
from recompute.intervals import Interval, Widening
from recompute.machine import Machine, Setting
from recompute.pairs import FlushedPair

OPERATIONS = ("add", "sub", "mul", "div", "sqrt", "neg", "absolute", "maximum")
SCALAR_OPERATIONS = ("power", "real_power", "cos_pi")
COMPOUND = (
    "sum_of_products",
    "difference_of_products",
    "mixture",
    "complement_mixture",
    "average",
    "average_of_squares",
    "complement_product",
    "scaled_product",
    "decay_before",
    "decay_same",
    "decay_after",
    "scaled_ratio",
)


def _flushing(base: type, name: str) -> Callable[..., Interval]:
    """An operation with flushed operands and a flushed result."""
    operation = getattr(base, name)
    free = isinstance(vars(base).get(name), staticmethod)

    def run(self: Widening, *operands: Any) -> Interval:
        ready = [flushed(x, self.N) if isinstance(x, tuple) else x for x in operands]
        return flushed(operation(*ready) if free else operation(self, *ready), self.N)

    return run


class OfScalars(Widening):
    """Scalar operations."""


class OfElements(Clauses):
    """Element operations."""

    copied = staticmethod(FlushedClauses.copied)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.slack = max(self.kh, self.N)

    def scaled_divisor(self, total: Interval, omega: Optional[Interval]) -> Interval:
        return flushed(FlushedClauses.scaled_divisor(self, total, omega), self.N)  # type: ignore

    def floored_root(self, y: Interval, *rest: Any) -> Tuple[Interval, Optional[Interval]]:
        return super().floored_root(flushed(y, self.N), *rest)

    def root_ratio_times(self, *operands: Interval) -> Tuple[Interval, Interval]:
        ratio, product = super().root_ratio_times(*[flushed(x, self.N) for x in operands])
        return flushed(ratio, self.N), flushed(product, self.N)


for cls, source, names in (
    (OfScalars, Widening, OPERATIONS + SCALAR_OPERATIONS),
    (OfElements, Widening, OPERATIONS),
    (OfElements, Clauses, COMPOUND),
):
    for each in names:
        setattr(cls, each, _flushing(source, each))


class EveryOperation(EnclosureMachine):
    """A machine all of whose operations flush."""

    of_scalars = OfScalars
    of_elements = OfElements

    def narrowed(self, x: Interval) -> Interval:
        return flushed(super().narrowed(x), self.setting.arithmetic.least_normal)

    def row_sum(self, values: list) -> Interval:
        return flushed(super().row_sum(values), self.setting.arithmetic.least_normal)


class Always(FlushedPair):
    """A pair whose flushed run goes from the first step to the last."""

    def __init__(self, make: Callable[[Machine], Any], setting: Setting, kappa: int) -> None:
        super().__init__(make, setting, kappa)
        self.machine.lasting.met = True
