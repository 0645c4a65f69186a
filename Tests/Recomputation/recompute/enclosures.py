"""The enclosures of a budget κ as a machine (SPEC.md §15)."""

from typing import Optional, Type

from gmpy2 import mpfr

from .clauses import Clauses
from .flushed import FlushedClauses, FlushedWidening, flushed
from .formats import FORMATS, Format, ZERO
from .intervals import (
    ANY,
    Interval,
    NOT_A_NUMBER,
    Watch,
    Widening,
    greatest,
    greatest_finite,
    point,
)
from .machine import Machine, Setting
from .scalars import Scalars
from .stochastic import stochastic


class EnclosureMachine(Machine):
    """What a computation may give whose operations err by up to κ times as much."""

    of_scalars: Type[Widening] = Widening
    of_elements: Type[Clauses] = Clauses

    def __init__(self, setting: Setting, kappa: int) -> None:
        # What is met in a step, and what is met in a scalar that later steps use again.
        self.watch, self.lasting = Watch(), Watch()
        watch = self.watch
        constants = self.of_scalars(setting.constants, kappa, self.lasting)
        running = self.of_scalars(setting.running, kappa, watch)
        self.narrowing = self.of_scalars(setting.arithmetic, kappa, self.lasting)
        super().__init__(setting, Scalars(constants, running, setting.products))
        self.kappa = kappa
        self.element = self.of_elements(setting.arithmetic, kappa, watch)
        # Storing is no operation: what it may make is met by the next one.
        self.storage = Widening(setting.storage, kappa, watch, setting.arithmetic.least_normal)
        self._same = setting.storage is setting.arithmetic

    def datum(self, x: mpfr) -> Interval:
        if ZERO < abs(x) < self.setting.arithmetic.least_normal:
            self.watch.met = True
        return point(x)

    def given(self, x: mpfr, form: Format) -> Interval:
        if ZERO < abs(x) < form.least_normal:
            self.lasting.met = True
        return point(x)

    def narrowed(self, x: Interval) -> Interval:
        return self.narrowing.widen(x)

    def rate(self, eta: Interval, kind: Optional[str], base: Interval, k: int) -> Interval:
        """schedule-recurrence."""
        if kind == "constant" or eta is ANY or eta is NOT_A_NUMBER:
            return eta
        size = greatest_finite(eta)
        if kind in ("cosine", "polynomial"):
            size = max(size, greatest_finite(base))
        amount = 3 * k * self.kappa * FORMATS["binary64"].roundoff * size
        return self.scalar.running.by_across(eta, amount)

    def is_open(self, rho: Interval, threshold: int) -> bool:
        """open-rectification."""
        if rho is NOT_A_NUMBER:
            return False
        return rho is ANY or rho[0] <= threshold <= rho[1]

    def row_sum(self, values: list) -> Interval:
        """The sum of the gradients of a row, with row-order."""
        element = self.element
        total = values[0]
        for x in values[1:]:
            total = element.add(total, x)
        n = len(values)
        if n <= 2 or total is ANY or total is NOT_A_NUMBER:
            return total
        size = sum((greatest(x) for x in values), ZERO)
        if size >= element.M and any(x[0] < 0 for x in values) and any(x[1] > 0 for x in values):
            return ANY
        return element.by_across(total, (n - 1) * (element.ku * size + element.kh))

    def store(self, x: Interval) -> Interval:
        return x if self.setting.master or self._same else self.storage.widen(x)

    def store_parameter(self, x: Interval, random: Optional[int]) -> Interval:
        if random is not None:
            if x is ANY or x is NOT_A_NUMBER:
                return x
            form = self.setting.storage
            return stochastic(x[0], random, form), stochastic(x[1], random, form)
        return x if self._same else self.storage.widen(x)


class FlushedMachine(EnclosureMachine):
    """§15.5: who flushes subnormal numbers to zero."""

    of_scalars = FlushedWidening
    of_elements = FlushedClauses

    flushes = True

    def given(self, x: mpfr, form: Format) -> Interval:
        return flushed(point(x), form.least_normal)

    def datum(self, x: mpfr) -> Interval:
        return point(x)

    def operand(self, x: Interval) -> Interval:
        return flushed(x, self.setting.arithmetic.least_normal)

    def row_sum(self, values: list) -> Interval:
        return super().row_sum([self.operand(x) for x in values])
