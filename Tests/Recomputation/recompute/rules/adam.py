"""Adam, AdamW and AdaBelief (SPEC.md §5), and what their kin shares with them."""

from typing import Any, Dict, Optional, Tuple

from ..machine import Machine
from .base import Rule, Value


class AdamBase(Rule):
    """Moments, corrections and the denominator of §5."""

    slots = ("firstMoment", "secondMoment")

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        self.beta1 = self.scalar_of("beta1")
        self.beta2 = self.scalar_of("beta2")
        self.beta1_e = self.hand(self.beta1)
        self.beta1_c = self.hand(self.complement(self.beta1))
        self.beta2_e = self.hand(self.beta2)
        self.beta2_c = self.hand(self.complement(self.beta2))
        self.epsilon = self.handed("epsilon")
        self.epsilon_root = self.handed("epsilonRoot")
        self.first_corrected = dialect.get("firstMomentCorrection", "on") == "on"
        self.second_corrected = dialect.get("secondMomentCorrection", "on") == "on"
        self.raw = dialect.get("epsilonFrame") == "raw"

    def corrections(self, t: int) -> Tuple[Optional[Value], Optional[Value], Optional[Value]]:
        """c1, c2 and √c2 as scalars, where the dialect uses them."""
        S = self.S
        c1 = self.complement(S.power(self.beta1, t)) if self.first_corrected else None
        c2 = root = None
        if self.second_corrected:
            c2 = self.complement(S.power(self.beta2, t))
            if self.raw or self.decay_scale == "corrected":
                root = S.sqrt(c2)
        return c1, c2, root

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        c1, c2, root = self.corrections(t)
        return (
            self.hand(eta),
            None if c1 is None else self.hand(c1),
            None if c2 is None else self.hand(c2),
            self.hand(root) if self.raw and root is not None else None,
            self.decay_factor(eta, c1, root),
        )

    def denominator(
        self, w: Value, c2: Optional[Value], root_c2: Optional[Value]
    ) -> Tuple[Value, Optional[Value]]:
        """D of §5 and its ω."""
        E = self.E
        if c2 is None:
            return E.floored_root(w, None, self.epsilon_root, self.epsilon)
        if self.raw:
            d, _ = E.floored_root(w, None, self.epsilon_root, self.epsilon)
            return E.div(d, root_c2), root_c2
        return E.floored_root(E.div(w, c2), c2, self.epsilon_root, self.epsilon)


class Adam(AdamBase):
    """§5."""

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, c1, c2, root_c2, factor = k
        m, v = state
        g = self.signed(theta, g)
        m = E.average(self.beta1_e, m, self.beta1_c, g)
        v = E.average_of_squares(self.beta2_e, v, self.beta2_c, g)
        n = m if c1 is None else E.div(m, c1)
        d, omega = self.denominator(v, c2, root_c2)
        return self.moved(theta, factor, E.scaled_ratio(eta, n, d, omega, True)), (m, v)


class AdaBelief(AdamBase):
    """§5.1: ε_root is part of the state, not of the root."""

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        self.floor = self.epsilon_root
        self.epsilon_root = None

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, c1, c2, root_c2, factor = k
        m, v = state
        g = self.signed(theta, g)
        m = E.average(self.beta1_e, m, self.beta1_c, g)
        e = E.sub(g, m)
        v = E.average_of_squares(self.beta2_e, v, self.beta2_c, e)
        if self.floor is not None:
            v = E.add(v, self.floor)
        n = m if c1 is None else E.div(m, c1)
        d, omega = self.denominator(v, c2, root_c2)
        return self.moved(theta, factor, E.scaled_ratio(eta, n, d, omega, True)), (m, v)
