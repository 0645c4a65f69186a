"""The flushed enclosure (SPEC.md §15.5): subnormal operands and results may be zero.

Results are flushed where they are widened, and data where they become operands (`cases`), so
that all operands are flushed.
"""

from typing import Optional

from gmpy2 import mpfr

from .clauses import Clauses, divided_by
from .formats import Format, ZERO
from .intervals import Interval, ONE, Watch, Widening, least

# The arithmetic formats of which flushed bounds are published (README of the vectors).
FLUSHING = ("binary64", "binary32", "bfloat16")


def flushed(x: Interval, N: mpfr) -> Interval:
    """x, extended to contain zero where it contains a number x with 0 < |x| < N."""
    a, b = x
    if ZERO < a < N:
        return ZERO, b
    if -N < b < ZERO:
        return a, ZERO
    return x


class Copied(tuple):
    """A flushed datum of which no operation is made: the datum itself becomes state."""


class FlushedWidening(Widening):
    """The operations of scalars."""

    def subnormal(self, x: mpfr) -> mpfr:
        return ZERO


class FlushedClauses(Clauses):
    """The operations of elements, and the clauses with N where it is more than κh."""

    def __init__(self, form: Format, kappa: int, watch: Watch) -> None:
        super().__init__(form, kappa, watch)
        self.slack = max(self.kh, self.N)

    def subnormal(self, x: mpfr) -> mpfr:
        return ZERO

    @staticmethod
    def copied(x: Interval) -> Interval:
        return Copied(x) if x[0] <= x[1] else x

    def scaled_divisor(self, total: Interval, omega: Optional[Interval]) -> Interval:
        if omega is None or not omega[0] < ONE or not total[0] <= total[1]:
            return total
        small = least(omega) * least(total) < self.N
        return self.by(total, (self.slack if small else self.kh) / divided_by(omega))
