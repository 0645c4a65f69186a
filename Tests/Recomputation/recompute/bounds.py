"""From what the readings give to what is published (SPEC.md §15.4).

Every function also says whether the precision was enough: whether numbers that differ from
the computed one by the possible error of the computation would be published alike.
"""

from typing import Callable, Optional, Tuple

import gmpy2
from gmpy2 import mpfr

from .formats import Format, NAN
from .intervals import ANY, Interval, NOT_A_NUMBER
from .notation import exact_text, unit_text

Decided = Tuple[Optional[str], bool]


class Publisher:
    """Publishes values that were computed with a precision."""

    def __init__(self, precision: int) -> None:
        with gmpy2.context(precision=precision):
            # Half of the bits are left for what a computation loses by cancellation.
            self.more = 1 + gmpy2.div_2exp(mpfr(1), precision // 2)
            self.less = 1 - gmpy2.div_2exp(mpfr(1), precision // 2)

    def decide(self, x: mpfr, write: Callable[[mpfr], str]) -> Decided:
        """What is written for x, and whether its neighbours are written alike."""
        text = write(x)
        if not x or not gmpy2.is_finite(x):
            return text, True
        return text, write(x * self.more) == text and write(x * self.less) == text

    def exact(self, x: mpfr) -> Decided:
        return self.decide(x, exact_text)

    def nearest(self, x: mpfr, form: Format) -> Decided:
        """The nearest value; the exact zero has no sign."""
        if not x:
            return form.encode(abs(x)), True
        return self.decide(x, lambda y: form.encode(form.nearest(y)))

    def bounds(self, x: Interval, form: Format) -> Tuple[Decided, Decided]:
        """The least and the greatest value of the format in an enclosure; a zero is +0."""
        if x is ANY:
            return (None, True), (None, True)
        if x is NOT_A_NUMBER:
            text = form.encode(NAN)
            return (text, True), (text, True)
        return (
            self.decide(x[0], lambda y: form.encode(_unsigned(form.least_from(y)))),
            self.decide(x[1], lambda y: form.encode(_unsigned(form.greatest_to(y)))),
        )

    def unit(self, exact: mpfr, x: Interval) -> Decided:
        """How far the enclosure of κ = 1 reaches from the exact value."""
        if x is ANY:
            return "null", True
        if x is NOT_A_NUMBER:
            return "0", True
        a, b = x
        if gmpy2.is_infinite(exact) and a == b == exact:
            return "0", True
        distance = max(abs(exact - a), abs(b - exact))
        if not gmpy2.is_finite(distance):
            return "null", True
        return self.decide(distance, unit_text)


def _unsigned(x: mpfr) -> mpfr:
    """x, with +0 for −0."""
    return abs(x) if not x else x
