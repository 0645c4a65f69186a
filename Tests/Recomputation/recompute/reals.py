"""Real arithmetic: mpfr numbers with far more precision than is compared."""

from typing import Optional

import gmpy2
from gmpy2 import mpfr

from .machine import Machine, Setting
from .plain import Plain
from .scalars import Scalars
from .stochastic import stochastic


class Reals(Plain):
    """The operations under the current context, whose precision the caller sets."""

    def __init__(self) -> None:
        context = gmpy2.get_context()
        self.add = context.add
        self.sub = context.sub
        self.mul = context.mul
        self.div = context.div
        self.sqrt = context.sqrt

    @staticmethod
    def integer(n: int) -> mpfr:
        return mpfr(n)

    @staticmethod
    def power(x: mpfr, n: int) -> mpfr:
        return x**n

    @staticmethod
    def real_power(x: mpfr, y: mpfr) -> mpfr:
        return x**y

    @staticmethod
    def cos_pi(x: mpfr) -> mpfr:
        return cos_of_pi_times(x)


def cos_of_pi_times(x: mpfr) -> mpfr:
    """cos(πx), exact where x is a multiple of 1/2."""
    doubled = 2 * x
    if gmpy2.is_integer(doubled):
        quarter = int(doubled) % 4
        return mpfr((1, 0, -1, 0)[quarter])
    return gmpy2.cos(gmpy2.const_pi() * x)


class ExactMachine(Machine):
    """The exact reading of §15.1: data exact, no rounding but a stochastic one."""

    def __init__(self, setting: Setting) -> None:
        self.element = Reals()
        # A product is the power here.
        super().__init__(setting, Scalars(self.element, self.element, products=False))

    def narrowed(self, x: mpfr) -> mpfr:
        return x

    def rate(self, eta: mpfr, kind: Optional[str], base: mpfr, k: int) -> mpfr:
        return eta

    def row_sum(self, values: list) -> mpfr:
        total = values[0]
        for x in values[1:]:
            total = total + x
        return total

    def store(self, x: mpfr) -> mpfr:
        return x

    def store_parameter(self, x: mpfr, random: Optional[int]) -> mpfr:
        if random is None:
            return x
        return stochastic(x, random, self.setting.storage)
