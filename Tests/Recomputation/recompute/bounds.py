"""From what the readings give to what is published (SPEC.md §15.4, §15.5).

Every function also says whether the precision was enough: whether numbers that differ from
the computed one by the possible error of the computation would be published alike.
"""

from typing import Any, Callable, Optional, Tuple

import gmpy2
from gmpy2 import mpfr

from .formats import Format, NAN
from .intervals import ANY, Interval, NOT_A_NUMBER
from .notation import exact_text, number_text, thirty_digits, unit_number

Decided = Tuple[Optional[str], bool]


class Publisher:
    """Publishes values that were computed with a precision."""

    def __init__(self, precision: int) -> None:
        with gmpy2.context(precision=precision):
            # Half of the bits are left for what a computation loses by cancellation.
            self.more = 1 + gmpy2.div_2exp(mpfr(1), precision // 2)
            self.less = 1 - gmpy2.div_2exp(mpfr(1), precision // 2)

    def sure(self, x: mpfr, rounded: Any, rounding: Callable[[mpfr], Any]) -> bool:
        """Whether the neighbours of x, a finite number, are rounded to the same."""
        if not x:
            return True
        more, less = rounding(x * self.more), rounding(x * self.less)
        if rounded != rounded:  # NaN
            return bool(more != more and less != less)
        return bool(more == rounded and less == rounded)

    def exact(self, x: mpfr) -> Decided:
        if not gmpy2.is_finite(x):
            return exact_text(x), True
        return exact_text(x), self.sure(x, thirty_digits(x), thirty_digits)

    def nearest(self, x: mpfr, form: Format) -> Decided:
        """The nearest value; the exact zero has no sign."""
        rounded = form.nearest(x) if x else abs(x)
        return (
            form.encode(rounded),
            not gmpy2.is_finite(x) or self.sure(x, rounded, form.nearest),
        )

    def bounds(self, x: Interval, form: Format) -> Tuple[Decided, Decided]:
        """The least and the greatest value of the format in an enclosure; a zero is +0."""
        if x is ANY:
            return (None, True), (None, True)
        if x is NOT_A_NUMBER:
            text = form.encode(NAN)
            return (text, True), (text, True)
        low, high = x
        least, greatest = form.least_from(low), form.greatest_to(high)
        # A point other than zero is a datum: without an error, however few the digits.
        datum = low == high == least
        return (
            (form.encode(least or abs(least)), datum or self._end(low, least, form.least_from)),
            (
                form.encode(greatest or abs(greatest)),
                datum or self._end(high, greatest, form.greatest_to),
            ),
        )

    def _end(self, x: mpfr, rounded: mpfr, rounding: Callable[[mpfr], mpfr]) -> bool:
        return bool(gmpy2.is_infinite(x)) or self.sure(x, rounded, rounding)

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
        number = unit_number(distance)
        return number_text(number), self.sure(distance, number, unit_number)
