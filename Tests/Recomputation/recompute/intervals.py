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
    if a > ZERO:
        return a
    return -b if b < ZERO else ZERO


def greatest(x: Interval) -> mpfr:
    """The greatest magnitude."""
    a, b = x
    if a >= ZERO:
        return b
    if b <= ZERO:
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


class Watch:
    """Whether an interval was met that flushing would change (§15.5)."""

    def __init__(self) -> None:
        self.met = False


class Widening:
    """The errors of one format under one budget, in the context that is current now.

    `watch` is told of intervals that hold a number below `floor`, the least normal number of
    the format of the operations, but not zero.
    """

    def __init__(
        self, form: Format, kappa: int, watch: Watch, floor: Optional[mpfr] = None
    ) -> None:
        self.form = form
        self.kappa = kappa
        self.watch = watch
        self.ku = kappa * form.roundoff
        self.kh = kappa * form.half_smallest
        self.minus_kh = -self.kh
        self.grow = 1 + self.ku
        self.shrink = 1 - self.ku
        self.M = form.overflow
        self.minus_m = -form.overflow
        self.N = form.least_normal if floor is None else floor
        self.minus_n = -self.N
        self.infinities = form.infinities
        # The method of the context is quicker than the function of the module.
        context = gmpy2.get_context()
        self.fma = context.fma
        # Beside what is greater, κh has no effect in the precision of the context.
        self.plenty = gmpy2.mul_2exp(self.kh, context.precision + 2)
        self.minus_plenty = -self.plenty

    # Errors

    def widen(self, x: Interval) -> Interval:
        """x with the error of one operation, and with infinities where it overflows."""
        return self.wide(x[0], x[1]) if x is not ANY and x is not NOT_A_NUMBER else x

    def wide(self, a: mpfr, b: mpfr) -> Interval:
        """[a, b] widened; the ends are numbers."""
        if a > ZERO:
            return self.above(a, b)
        if b < ZERO:
            return self.below(a, b)
        if a < ZERO:
            a = self.fma(a, self.grow, self.minus_kh)
            if a <= self.minus_m:
                a = NINF
                if not self.infinities:
                    return ANY
        if b > ZERO:
            b = self.fma(b, self.grow, self.kh)
            if b >= self.M:
                b = INF
                if not self.infinities:
                    return ANY
        return a, b

    def above(self, a: mpfr, b: mpfr) -> Interval:
        """[a, b] widened, where a is greater than zero."""
        if a > self.plenty:
            a = a * self.shrink
            b = b * self.grow
        else:
            a = self.fma(a, self.shrink, self.minus_kh)
            b = self.fma(b, self.grow, self.kh)
            if a < self.N:
                if a < ZERO:
                    a = ZERO
                elif a > ZERO:
                    a = self.subnormal(a)
        if b >= self.M:
            b = INF
            if not self.infinities:
                return ANY
        return a, b

    def below(self, a: mpfr, b: mpfr) -> Interval:
        """[a, b] widened, where b is less than zero."""
        if b < self.minus_plenty:
            a = a * self.grow
            b = b * self.shrink
        else:
            a = self.fma(a, self.grow, self.minus_kh)
            b = self.fma(b, self.shrink, self.kh)
            if b > self.minus_n:
                if b > ZERO:
                    b = ZERO
                elif b < ZERO:
                    b = self.subnormal(b)
        if a <= self.minus_m:
            a = NINF
            if not self.infinities:
                return ANY
        return a, b

    def subnormal(self, x: mpfr) -> mpfr:
        """An end that is the number of an interval nearest to zero, and subnormal."""
        self.watch.met = True
        return x

    def by(self, x: Interval, amount: mpfr) -> Interval:
        """x widened by an amount; an end that would cross zero becomes zero (§15.3)."""
        a, b = x
        if not amount:
            return x
        if a > ZERO:
            a = a - amount
            if a < ZERO:
                a = ZERO
        elif a < ZERO:
            a = a - amount
        if b > ZERO:
            b = b + amount
        elif b < ZERO:
            b = b + amount
            if b > ZERO:
                b = ZERO
        return self.checked(a, b)

    def by_across(self, x: Interval, amount: mpfr) -> Interval:
        """x widened by an amount; ends may cross zero."""
        return self.checked(x[0] - amount, x[1] + amount)

    def checked(self, a: mpfr, b: mpfr) -> Interval:
        """[a, b] with infinities where it overflows."""
        if ZERO < a < self.N:
            a = self.subnormal(a)
        elif self.minus_n < b < ZERO:
            b = self.subnormal(b)
        if a <= self.minus_m or b >= self.M:
            if not self.infinities:
                return ANY
            return (NINF if a <= self.minus_m else a), (INF if b >= self.M else b)
        return a, b

    # Operations.  The first lines of each are for what is met nearly always.

    def add(self, x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        if not c and not d and x is not ANY:
            return x
        if not a and not b and y is not ANY:
            return y
        lo = a + c
        hi = b + d
        if lo > ZERO:
            return self.above(lo, hi)
        if hi < ZERO:
            return self.below(lo, hi)
        if lo <= hi:
            result = self.wide(lo, hi)
            if result[0] is NINF and result[1] is INF and _opposite(x, y):
                return outside(x, y)
            return result
        return special(x, y) or outside(x, y)

    def sub(self, x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        lo = a - d
        if lo > ZERO and (a or b) and (c or d):
            return self.above(lo, b - c)
        hi = b - c
        if hi < ZERO and (a or b) and (c or d):
            return self.below(lo, hi)
        if y is ANY or y is NOT_A_NUMBER:
            return special(x, y) or y
        return self.add(x, (-d, -c))

    def mul(self, x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        if a > ZERO:
            if c > ZERO:
                return self.above(a * c, b * d)
            if d < ZERO:
                return self.below(b * c, a * d)
        elif b < ZERO:
            if c > ZERO:
                return self.below(a * d, b * c)
            if d < ZERO:
                return self.above(b * d, a * c)
        lo, hi = _ends_of_product(a, b, c, d)
        if lo <= hi:
            result = self.wide(lo, hi)
            if (result[1] is INF or result[0] is NINF) and _zero_times_infinity(x, y):
                return outside(x, y)
            return result
        return special(x, y) or outside(x, y)

    def div(self, x: Interval, y: Interval) -> Interval:
        a, b = x
        c, d = y
        if c > ZERO:
            if a > ZERO:
                lo, hi = a / d, b / c
                if lo > ZERO:
                    if c == d and a == c and b == d:
                        return ONE, ONE
                    return self.above(lo, hi)
            elif b < ZERO:
                lo, hi = a / c, b / d
                if hi < ZERO:
                    return self.below(lo, hi)
            else:
                lo, hi = a / c, b / c
            return self._div_by_positive(x, y, lo, hi)
        if x is ANY or y is ANY or x is NOT_A_NUMBER or y is NOT_A_NUMBER:
            return special(x, y) or ANY
        if d < ZERO:
            return self.div((-b, -a), (-d, -c))
        if c < ZERO and d > ZERO:
            return ANY
        if a <= ZERO and b >= ZERO:
            return outside(x, y)
        if c < ZERO:  # [c, 0]
            return self.sub(NOTHING, self.div(x, (ZERO, -c)))
        if not d:  # the point 0, taken for +0
            return (INF, INF) if a > ZERO else (NINF, NINF)
        if gmpy2.is_infinite(d) and (gmpy2.is_infinite(a) or gmpy2.is_infinite(b)):
            return outside(x, y)
        return self.widen((a / d, INF) if a > ZERO else (NINF, b / d))

    def _div_by_positive(self, x: Interval, y: Interval, lo: mpfr, hi: mpfr) -> Interval:
        """x ÷ y with infinities or zeros among the ends, given the ends of the quotient."""
        if not lo <= hi:
            return special(x, y) or outside(x, y)
        if gmpy2.is_infinite(y[1]) and (gmpy2.is_infinite(x[0]) or gmpy2.is_infinite(x[1])):
            return outside(x, y)
        return self.wide(lo, hi)

    def sqrt(self, x: Interval) -> Interval:
        a, b = x
        if a > ZERO:
            return self.above(gmpy2.sqrt(a), gmpy2.sqrt(b))
        if x is ANY or x is NOT_A_NUMBER:
            return x
        if not a:
            return self.wide(ZERO, gmpy2.sqrt(b))
        return NOT_A_NUMBER if b < ZERO else ANY

    @staticmethod
    def copied(x: Interval) -> Interval:
        return x

    @staticmethod
    def neg(x: Interval) -> Interval:
        return x if x is ANY or x is NOT_A_NUMBER else (-x[1], -x[0])

    @staticmethod
    def absolute(x: Interval) -> Interval:
        a, b = x
        if a >= ZERO or x is ANY or x is NOT_A_NUMBER:
            return x
        if b <= ZERO:
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
        a, b = x
        lo = a**n
        return self.wide(lo, lo if b is a else b**n)

    def real_power(self, x: Interval, y: Interval) -> Interval:
        if x is ANY or x is NOT_A_NUMBER or y is ANY or y is NOT_A_NUMBER:
            return special(x, y) or ANY
        if not y[0] and not y[1]:
            return ONE, ONE
        if x[0] < ZERO:
            return ANY
        bases, exponents = _distinct(x), _distinct(y)
        corners = [p**q for p in bases for q in exponents]
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


def _distinct(x: Interval) -> Interval:
    """The ends of an interval, or the one end of a point."""
    return x[:1] if x[0] is x[1] else x


def _ends_of_product(a: mpfr, b: mpfr, c: mpfr, d: mpfr) -> Interval:
    """The ends of [a, b] × [c, d]."""
    if a >= ZERO:
        if c >= ZERO:
            return a * c, b * d
        return b * c, (a * d if d <= ZERO else b * d)
    if b <= ZERO:
        if c >= ZERO:
            return a * d, b * c
        return (b * d if d <= ZERO else a * d), a * c
    if c >= ZERO:
        return a * d, b * d
    if d <= ZERO:
        return b * c, a * c
    return min(a * d, b * c), max(a * c, b * d)


def _opposite(x: Interval, y: Interval) -> bool:
    """Whether x + y may be ∞ − ∞."""
    return (x[0] == NINF and y[1] == INF) or (x[1] == INF and y[0] == NINF)


def _zero_times_infinity(x: Interval, y: Interval) -> bool:
    """Whether x × y may be 0 × ∞."""
    return any(
        p[0] <= 0 <= p[1] and (gmpy2.is_infinite(q[0]) or gmpy2.is_infinite(q[1]))
        for p, q in ((x, y), (y, x))
    )
