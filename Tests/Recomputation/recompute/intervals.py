"""Interval arithmetic with a budget of error (SPEC.md §15.2).

An interval is a pair of mpfr ends.  Two pairs are special: ANY, where anything is possible,
and NOT_A_NUMBER, where the value is certainly NaN.  Their ends are NaN, which fails every
comparison, so that the quick paths below pass them on to `special`.

Ends are computed with the precision of the current context, rounded to nearest; whether
that was enough is judged when they are published (`bounds`).
"""

from typing import Optional, Tuple

import gmpy2
from gmpy2 import mpfr

from .formats import Format, INF, NAN, ZERO
from .reals import cos_of_pi_times

Interval = Tuple[mpfr, mpfr]

ANY: Interval = (NAN, mpfr("nan"))
NOT_A_NUMBER: Interval = (NAN, mpfr("nan"))
NINF = -INF
ONE = mpfr(1)
NOTHING: Interval = (ZERO, ZERO)


def special(*operands: Interval) -> Optional[Interval]:
    """What follows from special operands: NaN from NaN, anything from anything."""
    if any(x is NOT_A_NUMBER for x in operands):
        return NOT_A_NUMBER
    if any(x is ANY for x in operands):
        return ANY
    return None


def outside(*operands: Interval) -> Interval:
    """The result where operands leave the domain: NaN for points, else anything."""
    return NOT_A_NUMBER if all(a == b for a, b in operands) else ANY


def point(x: mpfr) -> Interval:
    """A datum."""
    return NOT_A_NUMBER if gmpy2.is_nan(x) else (x, x)


def least(x: Interval) -> mpfr:
    """The least magnitude."""
    a, b = x
    if a > 0:
        return a
    return -b if b < 0 else ZERO


def greatest(x: Interval) -> mpfr:
    """The greatest magnitude."""
    a, b = x
    if a >= 0:
        return b
    if b <= 0:
        return -a
    return b if b > -a else -a


def greatest_finite(x: Interval) -> mpfr:
    """The greatest magnitude of a finite end; 0 if there is none."""
    return max((abs(e) for e in x if gmpy2.is_finite(e)), default=ZERO)


def hull(x: Interval, y: Interval) -> Interval:
    """The least interval that contains both."""
    if x is NOT_A_NUMBER and y is NOT_A_NUMBER:
        return x
    if x is ANY or y is ANY or x is NOT_A_NUMBER or y is NOT_A_NUMBER:
        return ANY
    return min(x[0], y[0]), max(x[1], y[1])


class Widening:
    """The errors of one format under one budget, in the context that is current now."""

    def __init__(self, form: Format, kappa: int) -> None:
        self.form = form
        self.kappa = kappa
        self.ku = kappa * form.roundoff
        self.kh = kappa * form.half_smallest
        self.minus_kh = -self.kh
        self.grow = 1 + self.ku
        self.shrink = 1 - self.ku
        self.M = form.overflow
        self.minus_m = -form.overflow
        self.N = form.least_normal
        self.infinities = form.infinities
        # The method of the context is quicker than the function of the module.
        self.fma = gmpy2.get_context().fma

    def widen(self, x: Interval) -> Interval:
        """x with the error of one operation, and with infinities where it overflows."""
        return self.wide(x[0], x[1]) if x is not ANY and x is not NOT_A_NUMBER else x

    def wide(self, a: mpfr, b: mpfr) -> Interval:
        """[a, b] widened; the ends are numbers."""
        fma = self.fma
        if a > 0:
            a = fma(a, self.shrink, self.minus_kh)
            if a < 0:
                a = ZERO
        elif a < 0:
            a = fma(a, self.grow, self.minus_kh)
            if a <= self.minus_m:
                a = NINF
                if not self.infinities:
                    return ANY
        if b > 0:
            b = fma(b, self.grow, self.kh)
            if b >= self.M:
                b = INF
                if not self.infinities:
                    return ANY
        elif b < 0:
            b = fma(b, self.shrink, self.kh)
            if b > 0:
                b = ZERO
        return a, b

    def by(self, x: Interval, amount: mpfr) -> Interval:
        """x widened by an amount; an end that would cross zero becomes zero (§15.3)."""
        a, b = x
        if not amount:
            return x
        if a > 0:
            a = a - amount
            if a < 0:
                a = ZERO
        elif a < 0:
            a = a - amount
        if b > 0:
            b = b + amount
        elif b < 0:
            b = b + amount
            if b > 0:
                b = ZERO
        return self.checked(a, b)

    def by_across(self, x: Interval, amount: mpfr) -> Interval:
        """x widened by an amount; ends may cross zero."""
        return self.checked(x[0] - amount, x[1] + amount)

    def checked(self, a: mpfr, b: mpfr) -> Interval:
        """[a, b] with infinities where it overflows."""
        if a <= self.minus_m or b >= self.M:
            if not self.infinities:
                return ANY
            return (NINF if a <= self.minus_m else a), (INF if b >= self.M else b)
        return a, b

    # Operations

    def add(self, x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        if not c and not d and x is not ANY:
            return x
        if not a and not b and y is not ANY:
            return y
        lo = a + c
        hi = b + d
        if lo <= hi:
            result = self.wide(lo, hi)
            if result[0] is NINF and result[1] is INF and _opposite(x, y):
                return outside(x, y)
            return result
        return special(x, y) or outside(x, y)

    def sub(self, x: Interval, y: Interval) -> Interval:
        c, d = y
        if y is ANY or y is NOT_A_NUMBER:
            return special(x, y) or y
        return self.add(x, (-d, -c))

    def mul(self, x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        if a >= 0:
            if c >= 0:
                lo, hi = a * c, b * d
            elif d <= 0:
                lo, hi = b * c, a * d
            else:
                lo, hi = b * c, b * d
        elif b <= 0:
            if c >= 0:
                lo, hi = a * d, b * c
            elif d <= 0:
                lo, hi = b * d, a * c
            else:
                lo, hi = a * d, a * c
        elif c >= 0:
            lo, hi = a * d, b * d
        elif d <= 0:
            lo, hi = b * c, a * c
        else:
            lo, hi = min(a * d, b * c), max(a * c, b * d)
        if lo <= hi:
            result = self.wide(lo, hi)
            if (result[1] is INF or result[0] is NINF) and _zero_times_infinity(x, y):
                return outside(x, y)
            return result
        return special(x, y) or outside(x, y)

    def div(self, x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        if c > 0:
            if a >= 0:
                lo, hi = a / d, b / c
            elif b <= 0:
                lo, hi = a / c, b / d
            else:
                lo, hi = a / c, b / c
            if lo <= hi:
                if c == d and a == c and b == d and gmpy2.is_finite(c):
                    return ONE, ONE
                if gmpy2.is_infinite(d) and (gmpy2.is_infinite(a) or gmpy2.is_infinite(b)):
                    return outside(x, y)
                return self.wide(lo, hi)
            return special(x, y) or outside(x, y)
        if d < 0:
            return self.div((-b, -a), (-d, -c))
        if x is ANY or y is ANY or x is NOT_A_NUMBER or y is NOT_A_NUMBER:
            return special(x, y) or ANY
        if c < 0 and d > 0:
            return ANY
        if a <= 0 and b >= 0:
            return outside(x, y)
        if c < 0:  # [c, 0]
            return self.sub(NOTHING, self.div(x, (ZERO, -c)))
        if not d:  # the point 0, taken for +0
            return (INF, INF) if a > 0 else (NINF, NINF)
        if gmpy2.is_infinite(d) and (gmpy2.is_infinite(a) or gmpy2.is_infinite(b)):
            return outside(x, y)
        return self.widen((a / d, INF) if a > 0 else (NINF, b / d))

    def sqrt(self, x: Interval) -> Interval:
        a, b = x
        if a >= 0:
            return self.wide(gmpy2.sqrt(a), gmpy2.sqrt(b))
        if x is ANY or x is NOT_A_NUMBER:
            return x
        return NOT_A_NUMBER if b < 0 else ANY

    @staticmethod
    def neg(x: Interval) -> Interval:
        return x if x is ANY or x is NOT_A_NUMBER else (-x[1], -x[0])

    @staticmethod
    def absolute(x: Interval) -> Interval:
        a, b = x
        if a >= 0 or x is ANY or x is NOT_A_NUMBER:
            return x
        if b <= 0:
            return -b, -a
        return ZERO, max(-a, b)

    @staticmethod
    def maximum(x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        known = special(x, y)
        if known is not None:
            return known
        return (a if a > c else c), (b if b > d else d)

    # Operations of scalars

    def integer(self, n: int) -> Interval:
        x = mpfr(n)
        return (x, x) if self.form.nearest(x) == x else self.wide(x, x)

    def power(self, x: Interval, n: int) -> Interval:
        if n == 0:
            return ONE, ONE
        if x is ANY or x is NOT_A_NUMBER:
            return x
        return self.wide(x[0] ** n, x[1] ** n)

    def real_power(self, x: Interval, y: Interval) -> Interval:
        if x is ANY or x is NOT_A_NUMBER or y is ANY or y is NOT_A_NUMBER:
            return special(x, y) or ANY
        if not y[0] and not y[1]:
            return ONE, ONE
        if x[0] < 0:
            return ANY
        corners = [p**q for p in x for q in y]
        return self.wide(min(corners), max(corners))

    def cos_pi(self, x: Interval) -> Interval:
        if x is ANY or x is NOT_A_NUMBER:
            return x
        a, b = self.widen(self.widen(x))
        ends = (cos_of_pi_times(a), cos_of_pi_times(b))
        lo, hi = min(ends), max(ends)
        # Extremes of the cosine lie at the integers.
        for n in range(int(gmpy2.ceil(a)), int(gmpy2.floor(b)) + 1):
            lo, hi = (lo, ONE) if n % 2 == 0 else (-ONE, hi)
        return self.wide(lo, hi)


def _opposite(x: Interval, y: Interval) -> bool:
    """Whether x + y may be ∞ − ∞."""
    return (x[0] == NINF and y[1] == INF) or (x[1] == INF and y[0] == NINF)


def _zero_times_infinity(x: Interval, y: Interval) -> bool:
    """Whether x × y may be 0 × ∞."""
    return any(
        p[0] <= 0 <= p[1] and (gmpy2.is_infinite(q[0]) or gmpy2.is_infinite(q[1]))
        for p, q in ((x, y), (y, x))
    )
