"""What exact and rounded arithmetic have in common: formulas without clauses.

The rules are written once, for an arithmetic with primitive operations (`add`, `sub`, `mul`,
`div`, `sqrt`, `maximum`, `neg`, `absolute`) and with some compound ones.  The compound ones
name the places at which a clause of SPEC.md §15.3 applies; here they are just their formula.
"""

from typing import Any, Callable, Optional, Tuple

import gmpy2
from gmpy2 import mpfr

from .formats import NAN, ZERO

Value = Any  # an mpfr here, an interval in `intervals`


def ieee_maximum(a: mpfr, b: mpfr) -> mpfr:
    """max of §14: NaN if either is NaN, +0 for zeros of different sign."""
    if a > b:
        return a
    if b > a:
        return b
    if a == b:
        return b if gmpy2.is_signed(a) else a
    return NAN


class Plain:
    """The compound operations, made of the primitive ones."""

    add: Callable[[Value, Value], Value]
    sub: Callable[[Value, Value], Value]
    mul: Callable[[Value, Value], Value]
    div: Callable[[Value, Value], Value]
    sqrt: Callable[[Value], Value]

    zero = ZERO

    maximum = staticmethod(ieee_maximum)

    @staticmethod
    def neg(x: mpfr) -> mpfr:
        return -x

    @staticmethod
    def absolute(x: mpfr) -> mpfr:
        return abs(x)

    @staticmethod
    def copied(x: Value) -> Value:
        """A datum that becomes state as it is."""
        return x

    def average(self, b: Value, m: Value, c: Value, x: Value) -> Value:
        """b × m + c × x, where c = 1 − b."""
        return self.add(self.mul(b, m), self.mul(c, x))

    def average_of_squares(self, b: Value, v: Value, c: Value, x: Value) -> Value:
        """b × v + c × (x × x), where c = 1 − b."""
        return self.add(self.mul(b, v), self.mul(c, self.mul(x, x)))

    def mixture(self, a: Value, x: Value, b: Value, y: Value) -> Value:
        """a × x + b × y, with scalars a and b."""
        return self.add(self.mul(a, x), self.mul(b, y))

    def complement_mixture(self, a: Value, x: Value, b: Value, y: Value) -> Value:
        """a × x + b × y, where b is 1 − δ."""
        return self.mixture(a, x, b, y)

    def sum_of_products(self, p: Value, q: Value) -> Value:
        """p + q, both of them products with a scalar."""
        return self.add(p, q)

    def decay_before(self, x: Value, c: Value, s: Value, product: bool) -> Value:
        """x × c − s, where c = 1 − α × λ; `product` where s is a product."""
        return self.sub(self.mul(x, c), s)

    def decay_same(self, x: Value, c: Value, s: Value, product: bool) -> Value:
        """x − (s + c × x), where c = α × λ; `product` where s is a product."""
        return self.sub(x, self.add(s, self.mul(c, x)))

    def decay_after(self, x: Value, c: Value, s: Value) -> Value:
        """(x − s) × c, where c = 1 − α × λ."""
        return self.mul(self.sub(x, s), c)

    def complement_product(self, x: Value, c: Value) -> Value:
        """x × c, where c = 1 − α × λ."""
        return self.mul(x, c)

    def floored_root(
        self, y: Value, omega: Optional[Value], inside: Optional[Value], outside: Optional[Value]
    ) -> Tuple[Value, Optional[Value]]:
        """√(y + inside) + outside, each term where there is one, and the ω of the result."""
        if inside is not None:
            y = self.add(y, inside)
        root = self.sqrt(y)
        if outside is not None:
            root = self.add(root, outside)
        return root, None

    def scaled_ratio(
        self, f: Value, n: Value, d: Value, omega: Optional[Value], of_sum: bool
    ) -> Value:
        """f × (n ÷ d); `of_sum` where n is a sum of two products, divided by scalars or not."""
        return self.mul(f, self.div(n, d))

    def root_ratio_times(self, a: Value, b: Value, g: Value) -> Tuple[Value, Value]:
        """√a ÷ √b, and (√a ÷ √b) × g."""
        ratio = self.div(self.sqrt(a), self.sqrt(b))
        return ratio, self.mul(ratio, g)

    def scaled_product(self, c: Value, a: Value, b: Value, ab: Value) -> Value:
        """c × (a × b) with a scalar c, given a × b."""
        return self.mul(c, ab)
