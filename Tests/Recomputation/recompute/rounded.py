"""Rounded arithmetic: every operation correctly rounded to its format (SPEC.md §1)."""

from typing import Callable, Optional

import gmpy2
from gmpy2 import mpfr

from .formats import Format
from .machine import Machine, Setting
from .plain import Plain
from .reals import cos_of_pi_times
from .scalars import Scalars
from .stochastic import stochastic

_FINE = 400  # bits in which cos(πx) is found before it is rounded


class Rounded(Plain):
    """The operations of one format."""

    def __init__(self, form: Format) -> None:
        self.form = form
        context = form.context
        self.add = context.add
        self.sub = context.sub
        self.mul = context.mul
        self.div = context.div
        self.sqrt = context.sqrt
        self._pow = context.pow
        if not form.infinities:
            for name in ("add", "sub", "mul", "div", "sqrt", "_pow"):
                setattr(self, name, _finished(form, getattr(context, name.strip("_"))))

    def integer(self, n: int) -> mpfr:
        return self.form.nearest(mpfr(n))

    def power(self, x: mpfr, n: int) -> mpfr:
        return self._pow(x, n)

    def real_power(self, x: mpfr, y: mpfr) -> mpfr:
        return self._pow(x, y)

    def cos_pi(self, x: mpfr) -> mpfr:
        with gmpy2.context(precision=_FINE):
            fine = cos_of_pi_times(x)
        return self.form.nearest(fine)


def _finished(form: Format, operation: Callable[..., mpfr]) -> Callable[..., mpfr]:
    def run(*operands: mpfr) -> mpfr:
        return form.finish(operation(*operands))

    return run


class ReferenceMachine(Machine):
    """The reference reading of §15.1."""

    def __init__(self, setting: Setting) -> None:
        constants, running = Rounded(setting.constants), Rounded(setting.running)
        super().__init__(setting, Scalars(constants, running, setting.products))
        self.element = Rounded(setting.arithmetic)
        self._same = setting.storage is setting.arithmetic

    def narrowed(self, x: mpfr) -> mpfr:
        return self.setting.arithmetic.nearest(x)

    def rate(self, eta: mpfr, kind: Optional[str], base: mpfr, k: int) -> mpfr:
        return eta

    def row_sum(self, values: list) -> mpfr:
        total = values[0]
        for x in values[1:]:
            total = self.element.add(total, x)
        return total

    def store(self, x: mpfr) -> mpfr:
        return x if self.setting.master or self._same else self.setting.storage.nearest(x)

    def store_parameter(self, x: mpfr, random: Optional[int]) -> mpfr:
        if random is not None:
            return stochastic(x, random, self.setting.storage)
        return x if self._same else self.setting.storage.nearest(x)
