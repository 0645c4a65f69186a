"""What a reading of the rules has to provide, whatever its numbers are."""

from typing import Any, Dict, Optional

from gmpy2 import mpfr

from .formats import Format, FORMATS
from .scalars import Scalar, Scalars

Value = Any

# Of each `scalars` of §1.1: whether constant scalars are computed in binary64, whether
# running ones are, and whether β^t is a product.
MODES = {
    "wide": (True, True, False),
    "working": (False, False, False),
    "wideConstants": (True, False, False),
    "workingProducts": (False, False, True),
    "wideConstantsProducts": (True, False, True),
}


class Setting:
    """The formats of a case (SPEC.md §1.1, §1.2, §13)."""

    def __init__(self, case: dict) -> None:
        self.storage: Format = FORMATS[case["storage"]]
        self.arithmetic: Format = FORMATS[case["arithmetic"]]
        self.wide_constants, self.wide_running, self.products = MODES[case["scalars"]]
        wide = FORMATS["binary64"]
        # The formats of constant and of running scalars.
        self.constants: Format = wide if self.wide_constants else self.arithmetic
        self.running: Format = wide if self.wide_running else self.arithmetic
        self.master: bool = case.get("master", False)
        self.seed: Optional[int] = case["stochastic"]["seed"] if "stochastic" in case else None
        # The format in which state is kept.
        self.kept: Format = self.arithmetic if self.master else self.storage


class Machine:
    """A reading: the arithmetic of scalars and of elements, and the ways between them."""

    element: Any

    def __init__(self, setting: Setting, scalars: Scalars) -> None:
        self.setting = setting
        self.scalar = scalars
        if setting.wide_constants and not setting.wide_running:
            scalars.hand_on_by(self.narrowed)
        self._hypers: Dict[float, Scalar] = {}

    def given_state(self, x: float) -> mpfr:
        """An initial state as it is given, before it is stored (§1.2)."""
        return mpfr(x)

    def hyper(self, x: float) -> Scalar:
        """A hyperparameter or a written number that is no integer (§1.1, §1.2).

        It is rounded, without an error, to the format of the scalars that are made of it.
        """
        scalar = self._hypers.get(x)
        if scalar is None:
            scalar = Scalar(self.rounded(x, self.setting.constants), self.running_number(x).running)
            self._hypers[x] = scalar
        return scalar

    def running_number(self, x: float) -> Scalar:
        """A number that is given for a running scalar, rounded without an error (§1.5)."""
        return Scalar(None, self.rounded(x, self.setting.running))

    def rounded(self, x: float, form: Format) -> Value:
        """A given number in the format of the operations that use it."""
        return self.given(form.nearest(mpfr(x)), form)

    def hand(self, s: Scalar) -> Value:
        """A scalar as an operand of element operations."""
        if s.handed is None:
            s.handed = self._handed(s)
        return s.handed

    def _handed(self, s: Scalar) -> Value:
        if s.fixed is not None:
            return self.narrowed(s.fixed) if self.setting.wide_constants else s.fixed
        return self.narrowed(s.running) if self.setting.wide_running else s.running

    def narrowed(self, x: Value) -> Value:
        """A scalar that was computed in binary64, in the arithmetic format."""
        raise NotImplementedError

    # Whether data are changed when they become operands.
    flushes = False

    def operand(self, x: Value) -> Value:
        """An element that was stored or given, as an operand (§15.5)."""
        return x

    def datum(self, x: mpfr) -> Value:
        """An initial value or gradient, or a number that is given."""
        return x

    def given(self, x: mpfr, form: Format) -> Value:
        """As `datum`, of a number that operations in a format are going to use."""
        return x

    def rate(self, eta: Value, kind: Optional[str], base: Value, k: int) -> Value:
        """The rate that a schedule gave after k steps."""
        raise NotImplementedError

    def is_open(self, rho: Value, threshold: int) -> bool:
        """Whether errors may decide on which side of the threshold RAdam's ρt lies."""
        return False

    def row_sum(self, values: list) -> Value:
        """The sum of the gradients of a row that is listed more than once (§12)."""
        raise NotImplementedError

    def store(self, x: Value) -> Value:
        """New state as it is kept."""
        raise NotImplementedError

    def store_parameter(self, x: Value, random: Optional[int]) -> Value:
        """A new parameter in the storage format."""
        raise NotImplementedError
