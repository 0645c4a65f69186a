"""AMSGrad, NAdam and AdaMax (SPEC.md §6–§8)."""

from typing import Any, Dict, List, Optional, Tuple

from ..machine import Machine
from .adam import AdamBase
from .base import Value


class AMSGrad(AdamBase):
    """§6."""

    slots = ("firstMoment", "secondMoment", "maximumSecondMoment")

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        self.corrected_maximum = dialect.get("maximumFrame") == "corrected"

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, c1, c2, root_c2, factor = k
        m, v, x = state
        g = self.signed(theta, g)
        m = E.average(self.beta1_e, m, self.beta1_c, g)
        v = E.average_of_squares(self.beta2_e, v, self.beta2_c, g)
        n = m if c1 is None else E.div(m, c1)
        if self.corrected_maximum and c2 is not None:
            x = E.maximum(x, E.div(v, c2))
            if self.raw:
                d, _ = E.floored_root(E.mul(x, c2), None, self.epsilon_root, self.epsilon)
                d, omega = E.div(d, root_c2), root_c2
            else:
                d, omega = E.floored_root(x, None, self.epsilon_root, self.epsilon)
        else:
            x = E.maximum(x, v)
            d, omega = self.denominator(x, c2, root_c2)
        return self.moved(theta, factor, E.scaled_ratio(eta, n, d, omega, True)), (m, v, x)


class NAdam(AdamBase):
    """§7."""

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        self.decaying = dialect.get("momentumSchedule") == "decaying"
        self.remembers = self.decaying
        self.next = dialect.get("lookAhead") == "next"
        self.scaled = dialect.get("secondMomentScale") == "beta2"
        self.psi = self.scalar_of("momentumDecay")
        self._momenta: Dict[int, Value] = {}

    def remember(self, given: Optional[float] = None) -> List[Value]:
        return [self.one if given is None else self.machine.running_number(given)]

    def momentum(self, i: int) -> Value:
        """μ_i."""
        if not self.decaying:
            return self.beta1
        known = self._momenta.get(i)
        if known is None:
            known = self._momenta[i] = self._momentum(i)
        return known

    def _momentum(self, i: int) -> Value:
        S = self.S
        half, base = self.machine.hyper(0.5), self.machine.hyper(0.96)
        power = S.real_power(base, S.mul(S.clock(i), self.psi))
        return S.mul(self.beta1, S.sub(self.one, S.mul(half, power)))

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        S, hand = self.S, self.hand
        now, ahead = self.momentum(t), self.momentum(t + 1)
        if self.decaying:
            product = memory[0] = S.mul(memory[0], now)
            product_ahead = S.mul(product, ahead) if self.next else None
        else:
            product = S.power(self.beta1, t)
            product_ahead = S.power(self.beta1, t + 1) if self.next else None
        if self.next:
            first = hand(S.div(ahead, self.complement(product_ahead)))
            second = hand(S.div(self.complement(now), self.complement(product)))
            divisor = None
        else:
            first, second = hand(ahead), hand(self.complement(now))
            divisor = hand(self.complement(product))
        _, c2, root = self.corrections(t)
        return (
            hand(eta),
            first,
            second,
            divisor,
            None if c2 is None else hand(c2),
            hand(root) if self.raw and root is not None else None,
            self.decay_factor(eta, None, root),
        )

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, ahead, now, divisor, c2, root_c2, factor = k
        m, v = state
        g = self.signed(theta, g)
        m = E.average(self.beta1_e, m, self.beta1_c, g)
        v = E.average_of_squares(self.beta2_e, v, self.beta2_c, g)
        # Where μ is constant, what is divided here is an average (§15.3, 2 and 3).
        blend = E.mixture if self.next or self.decaying else E.average
        n = blend(ahead, m, now, g)
        if divisor is not None:
            n = E.div(n, divisor)
        w = E.mul(self.beta2_e, v) if self.scaled else v
        d, omega = self.denominator(w, c2, root_c2)
        return self.moved(theta, factor, E.scaled_ratio(eta, n, d, omega, True)), (m, v)


class AdaMax(AdamBase):
    """§8."""

    slots = ("firstMoment", "infinityNorm")

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        self.second_corrected = False
        self.floor_place = dialect.get("infinityFloor", "gradient")

    def floored(self, x: Value) -> Value:
        """x + ε."""
        return x if self.epsilon is None else self.E.add(x, self.epsilon)

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, c1, _, _, factor = k
        m, u = state
        g = self.signed(theta, g)
        m = E.average(self.beta1_e, m, self.beta1_c, g)
        u, size = E.mul(self.beta2_e, u), E.absolute(g)
        place = self.floor_place
        if place == "gradient":
            u = d = E.maximum(u, self.floored(size))
        elif place == "norm":
            u = d = E.maximum(self.floored(u), size)
        elif place == "denominator":
            u = E.maximum(u, size)
            d = self.floored(u)
        else:
            u = d = self.floored(E.maximum(u, size))
        n = m if c1 is None else E.div(m, c1)
        return self.moved(theta, factor, E.scaled_ratio(eta, n, d, None, True)), (m, u)
