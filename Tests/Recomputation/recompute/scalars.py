"""Scalars: constant and running ones, and the ways from ones to the others (SPEC.md §1.1).

The rules write an operation of scalars once; here it is decided in which format it is done.
"""

from typing import Any, Callable, List, Optional

Value = Any


class Scalar:
    """A scalar of a rule.

    A constant one has two values: `fixed`, in the format of constant scalars, and `running`,
    with which running scalars are made of it.  A running one has no `fixed` value.  `handed`
    and `powers` keep what was made of it: the operand of elements, and its products.
    """

    __slots__ = ("fixed", "running", "handed", "powers")

    def __init__(self, fixed: Optional[Value], running: Value) -> None:
        self.fixed = fixed
        self.running = running
        self.handed: Optional[Value] = None
        self.powers: Optional[List[Value]] = None


class Scalars:
    """The operations of scalars.

    An operation whose operands are all constant is done by the arithmetic of constant
    scalars, any other by that of running ones.
    """

    def __init__(self, constant: Any, running: Any, products: bool) -> None:
        self.constant = constant
        self.running = running
        self.products = products
        self._handed_on: Callable[[Value], Value] = lambda x: x

    def hand_on_by(self, narrowed: Callable[[Value], Value]) -> None:
        """Say how a constant that was computed reaches running scalars; else it is left."""
        self._handed_on = narrowed

    def _computed(self, x: Value) -> Scalar:
        return Scalar(x, self._handed_on(x))

    # What is written

    def integer(self, n: int) -> Scalar:
        """An integer that a rule writes, t excepted: a constant."""
        return Scalar(self.constant.integer(n), self.running.integer(n))

    def clock(self, n: int) -> Scalar:
        """An integer that t enters."""
        return Scalar(None, self.running.integer(n))

    # Operations

    def add(self, x: Scalar, y: Scalar) -> Scalar:
        if x.fixed is None or y.fixed is None:
            return Scalar(None, self.running.add(x.running, y.running))
        return self._computed(self.constant.add(x.fixed, y.fixed))

    def sub(self, x: Scalar, y: Scalar) -> Scalar:
        if x.fixed is None or y.fixed is None:
            return Scalar(None, self.running.sub(x.running, y.running))
        return self._computed(self.constant.sub(x.fixed, y.fixed))

    def mul(self, x: Scalar, y: Scalar) -> Scalar:
        if x.fixed is None or y.fixed is None:
            return Scalar(None, self.running.mul(x.running, y.running))
        return self._computed(self.constant.mul(x.fixed, y.fixed))

    def div(self, x: Scalar, y: Scalar) -> Scalar:
        if x.fixed is None or y.fixed is None:
            return Scalar(None, self.running.div(x.running, y.running))
        return self._computed(self.constant.div(x.fixed, y.fixed))

    def sqrt(self, x: Scalar) -> Scalar:
        """A root; the rules take it of running scalars only."""
        return Scalar(None, self.running.sqrt(x.running))

    def real_power(self, x: Scalar, y: Scalar) -> Scalar:
        return Scalar(None, self.running.real_power(x.running, y.running))

    def power(self, x: Scalar, n: int) -> Scalar:
        """β^n, n ≥ 1: one operation, or n − 1 multiplications.

        The products are kept, so that each step takes one multiplication more.
        """
        if not self.products:
            return Scalar(None, self.running.power(x.running, n))
        if x.powers is None:
            x.powers = [x.running]
        powers = x.powers
        while len(powers) < n:
            powers.append(self.running.mul(powers[-1], x.running))
        return Scalar(None, powers[n - 1])
