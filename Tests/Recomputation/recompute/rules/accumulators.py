"""AdaGrad and Adadelta (SPEC.md §3, §10)."""

from typing import Any, Dict, Tuple

from ..machine import Machine
from .base import Rule, Value


class AdaGrad(Rule):
    """§3."""

    slots = ("squareSum",)

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        self.rate_decay = self.optional("learningRateDecay")
        keep = self.optional("accumulatorDecay", 1.0)
        self.keep = None if keep is None else self.hand(keep)
        self.current = dialect.get("learningRateDecayClock") == "current"
        self.plain_numerator = dialect.get("decayedNumerator") == "off"
        self.epsilon = self.handed("epsilon")
        self.epsilon_root = self.handed("epsilonRoot")

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        S = self.S
        rate = eta
        if self.rate_decay is not None:
            n = S.clock(t if self.current else t - 1)
            rate = S.div(eta, S.add(self.one, S.mul(n, self.rate_decay)))
        return self.hand(rate), self.decay_factor(eta)

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        rate, factor = k
        (v,) = state
        decayed = self.signed(theta, g)
        if self.plain_numerator:
            n = g if self.maximize == "off" else E.neg(g)
        else:
            n = decayed
        if self.keep is not None:
            v = E.mul(self.keep, v)
        v = E.add(v, E.mul(decayed, decayed))
        d, omega = E.floored_root(v, None, self.epsilon_root, self.epsilon)
        return self.moved(theta, factor, E.scaled_ratio(rate, n, d, omega, False)), (v,)


class Adadelta(Rule):
    """§10."""

    slots = ("squareAverage", "updateAverage")

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        rho = self.scalar_of("decay")
        self.rho_e = self.hand(rho)
        self.rho_c = self.hand(self.complement(rho))
        self.epsilon_root = self.handed("epsilonRoot")

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        return self.hand(eta), self.decay_factor(eta)

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, factor = k
        v, d = state
        g = self.signed(theta, g)
        v = E.average_of_squares(self.rho_e, v, self.rho_c, g)
        top, bottom = d, v
        if self.epsilon_root is not None:
            top = E.add(d, self.epsilon_root)
            bottom = E.add(v, self.epsilon_root)
        ratio, u = E.root_ratio_times(top, bottom, g)
        d = E.average_of_squares(self.rho_e, d, self.rho_c, u)
        return self.moved(theta, factor, E.scaled_product(eta, ratio, g, u)), (v, d)
