"""The clauses of SPEC.md §15.3, at the places in the formulas where they apply."""

from typing import Optional, Tuple

import gmpy2
from gmpy2 import mpfr

from .formats import Format, ZERO
from .intervals import (
    ANY,
    INF,
    Interval,
    NINF,
    NOTHING,
    NOT_A_NUMBER,
    ONE,
    Watch,
    Widening,
    greatest,
    greatest_finite,
    hull,
    least,
)


def _known(x: Interval) -> bool:
    """Whether x has ends."""
    return x is not ANY and x is not NOT_A_NUMBER


def _may_be_infinite(x: Interval) -> bool:
    return x[0] == NINF or x[1] == INF


def _is_zero(x: Interval) -> bool:
    """Whether x is the point zero."""
    return not x[0] and not x[1]


def _may_be_below_one(omega: Optional[Interval]) -> bool:
    return omega is not None and omega[0] < 1


def divided_by(x: Interval) -> mpfr:
    """What an amount is divided by: the least magnitude, or the greatest if that is zero."""
    return least(x) or greatest(x)


class Clauses(Widening):
    """Interval operations of elements, with the compound ones of `plain` and their clauses."""

    zero = NOTHING

    def __init__(self, form: Format, kappa: int, watch: Watch) -> None:
        super().__init__(form, kappa, watch)
        # κh in partial-products and partial-ratios.
        self.slack = self.kh
        self.half_m = gmpy2.div_2exp(self.M, 1)
        self.minus_half_m = -self.half_m
        self.one_by_n = ONE / self.N

    # Sums of products

    def sum_of_products(self, p: Interval, q: Interval) -> Interval:
        """infinite-mixture for a sum."""
        total = self.add(p, q)
        if _known(total) and _may_be_infinite(total) and not _is_zero(p):
            return ANY
        return total

    def difference_of_products(self, p: Interval, q: Interval) -> Interval:
        """infinite-mixture for a difference."""
        total = self.sub(p, q)
        if _known(total) and _may_be_infinite(total) and not (_is_zero(p) or _is_zero(q)):
            return ANY
        return total

    def mixture(self, a: Interval, x: Interval, b: Interval, y: Interval) -> Interval:
        return self.sum_of_products(self.mul(a, x), self.mul(b, y))

    def complement_mixture(self, a: Interval, x: Interval, b: Interval, y: Interval) -> Interval:
        return self.sum_of_products(self.mul(a, x), self.complement_product(y, b))

    def average(self, b: Interval, m: Interval, c: Interval, x: Interval) -> Interval:
        return self._average(b, m, c, x, self.mul(c, x))

    def average_of_squares(self, b: Interval, v: Interval, c: Interval, x: Interval) -> Interval:
        square = self.mul(x, x)
        return self._average(b, v, c, square, self.scaled_product(c, x, x, square))

    def _average(
        self, b: Interval, m: Interval, c: Interval, x: Interval, second: Interval
    ) -> Interval:
        first = self.mul(b, m)
        total = self.add(first, second)
        lo, hi = total
        if not lo <= hi:
            return total
        # infinite-mixture (an infinite end of a widened sum is one of these two objects)
        if (hi is INF or lo is NINF) and not _is_zero(first):
            return ANY
        if self.may_overflow(m, x):
            return ANY
        # mixture-by-difference
        if c[1] > b[0]:
            if hi is INF or lo is NINF:
                return ANY
            total = self.by(total, self.ku * (c[1] - b[0]) * greatest_finite(m))
        return total

    def may_overflow(self, m: Interval, x: Interval) -> bool:
        """overflowing-difference: whether |m| + |x|, both finite, reaches M."""
        low, high = self.minus_half_m, self.half_m
        if low < m[0] and m[1] < high and low < x[0] and x[1] < high:
            return False
        m_size, x_size = greatest(m), greatest(x)
        return m_size + x_size >= self.M and m_size < INF and x_size < INF

    def complement_product(self, x: Interval, c: Interval) -> Interval:
        """infinite-complement."""
        product = self.mul(x, c)
        return ANY if _known(product) and _may_be_infinite(product) else product

    # Products

    def scaled_product(self, c: Interval, a: Interval, b: Interval, ab: Interval) -> Interval:
        """c × (a × b), given a × b: partial-products."""
        result = self.mul(c, ab)
        if not result[0] <= result[1]:
            return result
        c_size = least(c)
        small_a = c_size * least(a) < self.N
        small_b = small_a if b is a else c_size * least(b) < self.N
        if not small_a and not small_b:
            return result
        amount = ZERO
        if small_a:
            amount += self.slack * greatest_finite(b)
        if small_b:
            amount += self.slack * greatest_finite(a)
        return self.by_slack(result, amount)

    def by_slack(self, x: Interval, amount: mpfr) -> Interval:
        """x widened by an amount that is κh times something, and that flushing makes greater."""
        if not amount or _is_zero(x):
            return x
        self.watch.met = True
        return self.by(x, amount)

    def either(self, x: Interval, y: Interval) -> Interval:
        """open-rectification: what one or the other may give."""
        return hull(x, y)

    # Weight decay

    def decay_before(self, x: Interval, c: Interval, s: Interval, product: bool) -> Interval:
        subtract = self.difference_of_products if product else self.sub
        return subtract(self.complement_product(x, c), s)

    def decay_same(self, x: Interval, c: Interval, s: Interval, product: bool) -> Interval:
        add = self.sum_of_products if product else self.add
        return self.sub(x, add(s, self.mul(c, x)))

    def decay_after(self, x: Interval, c: Interval, s: Interval) -> Interval:
        return self.complement_product(self.sub(x, s), c)

    # Divisors

    def floored_root(
        self,
        y: Interval,
        omega: Optional[Interval],
        inside: Optional[Interval],
        outside: Optional[Interval],
    ) -> Tuple[Interval, Optional[Interval]]:
        if inside is not None:
            y = self.scaled_divisor(self.add(y, inside), omega)
        root = self.sqrt(y)
        if omega is not None:
            omega = (gmpy2.sqrt(omega[0]), gmpy2.sqrt(omega[1]))
        if outside is not None:
            root = self.scaled_divisor(self.add(root, outside), omega)
        return root, omega

    def scaled_divisor(self, total: Interval, omega: Optional[Interval]) -> Interval:
        """scaled-divisor: D + ε, where D contains ω."""
        if omega is None or not omega[0] < ONE or not _known(total):
            return total
        size = least(omega) * least(total)
        if size > self.plenty:
            return total  # the amount is beyond the precision
        if size < self.N:
            self.watch.met = True
        return self.by(total, self.kh / divided_by(omega))

    # Ratios

    def scaled_ratio(
        self,
        f: Interval,
        n: Interval,
        d: Interval,
        omega: Optional[Interval],
        of_sum: bool,
    ) -> Interval:
        result = self.mul(f, self.div(n, d))
        if result is NOT_A_NUMBER or not (_known(d) and _known(n) and _known(f)):
            return result
        return self.partial_ratios(f, n, d, omega, of_sum, result)

    def partial_ratios(
        self,
        f: Interval,
        n: Interval,
        d: Interval,
        omega: Optional[Interval],
        of_sum: bool,
        result: Interval,
    ) -> Interval:
        """divided-sum and partial-ratios."""
        d_least, d_greatest = d
        if d_least <= ZERO:
            if d_greatest >= ZERO:
                return self.ratio_by_zero(f, n, d, omega, of_sum, result)
            d_least, d_greatest = -d_greatest, -d_least
        f_size = greatest(f)
        if (f_size if f_size > ONE else ONE) >= self.M * d_least:
            return ANY
        if not _known(result):
            return result
        product = least(f) * least(n)
        amount = self.ratio_amount(f, n, omega, product, d_least, d_greatest)
        return self.by_slack(result, amount) if amount else result

    def ratio_by_zero(
        self,
        f: Interval,
        n: Interval,
        d: Interval,
        omega: Optional[Interval],
        of_sum: bool,
        result: Interval,
    ) -> Interval:
        """divided-sum and partial-ratios where D may be zero."""
        product = least(f) * least(n)
        scaled = _may_be_below_one(omega)
        if of_sum or product < self.N or (scaled and least(omega) * product < self.N):
            return ANY
        divisor = greatest(d)
        if not _known(result) or not divisor:
            return result
        return self.by_slack(result, self.ratio_amount(f, n, omega, product, divisor, divisor))

    def ratio_amount(
        self,
        f: Interval,
        n: Interval,
        omega: Optional[Interval],
        product: mpfr,
        divisor: mpfr,
        d_greatest: mpfr,
    ) -> mpfr:
        """The amount of partial-ratios; `product` is the least |f × n|."""
        N, slack = self.N, self.slack
        amount = ZERO
        if product < N:
            amount += slack / divisor  # (f × n) ÷ D
        if least(f) < N * d_greatest:
            amount += slack * greatest_finite(n)  # (f ÷ D) × n
        if d_greatest > self.one_by_n:
            amount += slack * greatest_finite(f) * greatest_finite(n)  # (f × n) × (1 ÷ D)
        if omega is not None and omega[0] < ONE and least(omega) * product < N:
            amount += slack / (divided_by(omega) * divisor)
        return amount

    def root_ratio_times(
        self, a: Interval, b: Interval, g: Interval
    ) -> Tuple[Interval, Interval]:
        """single-root for the ratio, partial-ratios for its product with g."""
        top, bottom = self.sqrt(a), self.sqrt(b)
        ratio = hull(self.div(top, bottom), self.sqrt(self.div(a, b)))
        product = self.mul(ratio, g)
        if product is NOT_A_NUMBER or not (_known(top) and _known(bottom) and _known(g)):
            return ratio, product
        return ratio, self.partial_ratios(g, top, bottom, None, False, product)
