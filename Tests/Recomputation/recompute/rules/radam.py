"""RAdam (SPEC.md §9)."""

from functools import lru_cache
from typing import Any, Dict, Optional, Tuple

import gmpy2
from gmpy2 import mpfr

from ..machine import Machine
from .adam import AdamBase
from .base import Value


@lru_cache(maxsize=1 << 16)
def _is_rectified(constant: mpfr, running: mpfr, t: int, threshold: int) -> bool:
    """ρt > τ, where ρ∞ is made of one β2 and β2^t of the other."""
    if constant == 1 or running == 1:
        return False
    with gmpy2.context(precision=512):
        limit = 2 / (1 - constant) - 1
        power = running**t
        return bool(limit - 2 * t * power / (1 - power) > threshold)


class RAdam(AdamBase):
    """§9."""

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        self.threshold = 4 if dialect.get("rectificationThreshold") == "four" else 5
        self.twice = dialect.get("rectifiedRate") == "twice"
        self.below = dialect.get("belowThreshold", "moment")
        S, setting = self.S, machine.setting
        self.two, four = S.integer(2), S.integer(4)
        self.four = four
        # ρ∞, and the constant factor of r's divisor.
        self.limit = limit = S.sub(S.div(self.two, self.complement(self.beta2)), self.one)
        self.below_rho = S.mul(S.sub(limit, four), S.sub(limit, self.two))
        given = mpfr(hyper.get("beta2", 0.0))
        # β2 as constant scalars and as running ones see it.
        self.beta2_seen = setting.constants.nearest(given), setting.running.nearest(given)

    def is_rectified(self, t: int) -> bool:
        """ρt > τ, in real arithmetic: ρ∞ is constant, and β2^t is running (§9)."""
        return _is_rectified(*self.beta2_seen, t, self.threshold)

    def rho(self, t: int) -> Value:
        """ρt."""
        S = self.S
        power = S.power(self.beta2, t)
        doubled = S.mul(self.two, S.clock(t))
        return S.sub(self.limit, S.div(S.mul(doubled, power), self.complement(power)))

    def rectified_rate(self, rho: Value, eta: Value) -> Value:
        """`η × r`, or `η × η × r`."""
        S = self.S
        above = S.mul(S.mul(S.sub(rho, self.four), S.sub(rho, self.two)), self.limit)
        below = S.mul(self.below_rho, rho)
        r = S.sqrt(S.div(above, below))
        return S.mul(S.mul(eta, eta) if self.twice else eta, r)

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        c1, c2, root = self.corrections(t)
        rectified = self.is_rectified(t)
        rho = self.rho(t)
        is_open = self.machine.is_open(rho.running, self.threshold)
        rate: Optional[Value] = None
        if rectified or is_open:
            rate = self.hand(self.rectified_rate(rho, eta))
        return (
            rectified,
            is_open,
            rate,
            self.hand(eta),
            self.hand(c1),
            self.hand(c2),
            self.hand(root) if self.raw else None,
            self.decay_factor(eta, c1, root),
        )

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Optional[Value], Tuple]:
        E = self.E
        rectified, is_open, rate, eta, c1, c2, root_c2, factor = k
        m, v = state
        g = self.signed(theta, g)
        m = E.average(self.beta1_e, m, self.beta1_c, g)
        v = E.average_of_squares(self.beta2_e, v, self.beta2_c, g)
        n = E.div(m, c1)
        moved = plain = theta
        if rectified or is_open:
            d, omega = self.denominator(v, c2, root_c2)
            moved = self.moved(theta, factor, E.scaled_ratio(rate, n, d, omega, True))
            if not is_open:
                return moved, (m, v)
        if self.below == "moment":
            plain = self.moved(theta, factor, E.scaled_ratio(eta, m, c1, None, True))
        elif self.below == "skip" and factor is not None:
            plain = self.decayed(theta, factor)
        elif not is_open:
            return None, (m, v)
        return E.either(moved, plain) if is_open else plain, (m, v)
