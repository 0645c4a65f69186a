"""SGD and RMSprop, the rules with a momentum buffer (SPEC.md §2, §4)."""

from typing import Any, Dict, Optional, Tuple

from ..machine import Machine
from .base import Rule, Value


class SGD(Rule):
    """§2."""

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        S = self.S
        self.mu = self.optional("momentum")
        self.inside = dialect.get("momentumLearningRate") == "inside"
        self.nesterov = dialect.get("nesterov", "off")
        self.first_gradient = dialect.get("firstMomentum") == "gradient"
        delta = self.optional("dampening")
        self.undamped = None if delta is None else self.complement(delta)
        if self.mu is not None:
            self.slots = ("momentumBuffer",)
            self.mu_e = self.hand(self.mu)
            self.mu2_e = self.hand(S.mul(self.mu, self.mu))
            self.one_plus = S.add(self.one, self.mu)
            self.one_plus_e = self.hand(self.one_plus)
            self.undamped_e = None if self.undamped is None else self.hand(self.undamped)

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        S, hand = self.S, self.hand
        eta_e = hand(eta)
        damped: Optional[Value] = None
        doubled: Optional[Value] = None
        if self.mu is not None and self.inside:
            damped = eta_e if self.undamped is None else hand(S.mul(eta, self.undamped))
            if self.nesterov == "chainer":
                doubled = hand(S.mul(self.one_plus, eta))
        return eta_e, damped, doubled, self.decay_factor(eta)

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, damped, doubled, factor = k
        g = self.signed(theta, g)
        if self.mu is None:
            return self.moved(theta, factor, E.mul(eta, g)), ()
        (b,) = state
        mu = self.mu_e
        if self.inside:
            if first and self.first_gradient:
                b = E.mul(eta, g)
            else:
                b = E.mixture(mu, b, damped, g)
            if self.nesterov == "off":
                s = b
            elif self.nesterov == "standard":
                s = E.mixture(eta, g, mu, b)
            else:
                s = E.mixture(self.mu2_e, b, doubled, g)
        else:
            if first and self.first_gradient:
                b = E.copied(g) if self.unsigned else g
            elif self.undamped is None:
                b = E.add(E.mul(mu, b), g)
            else:
                b = E.complement_mixture(mu, b, self.undamped_e, g)
            if self.nesterov == "off":
                u = b
            elif self.nesterov == "standard":
                u = E.add(g, E.mul(mu, b))
            else:
                u = E.mixture(self.mu2_e, b, self.one_plus_e, g)
            s = E.mul(eta, u)
        # `inside`, s is a sum, or a buffer that is one; only its first value is not.
        product = not self.inside or (
            first and self.first_gradient and self.nesterov == "off"
        )
        return self.moved(theta, factor, s, product), (b,)


class RMSprop(Rule):
    """§4."""

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        super().__init__(machine, dialect, hyper)
        S = self.S
        self.rho = self.scalar_of("decay")
        self.rho_e = self.hand(self.rho)
        self.rho_c = self.hand(self.complement(self.rho))
        self.mu = self.optional("momentum")
        self.inside = dialect.get("momentumLearningRate") == "inside"
        self.nesterov = dialect.get("nesterov", "off")
        self.centered = dialect.get("centered") == "on"
        self.corrected = dialect.get("secondMomentCorrection") == "on"
        self.clamp = dialect.get("varianceClamp") == "zero"
        self.epsilon = self.handed("epsilon")
        self.epsilon_root = self.handed("epsilonRoot")
        slots = ["squareAverage"]
        if self.centered:
            slots.append("gradientAverage")
        if self.mu is not None:
            slots.append("momentumBuffer")
            self.mu_e = self.hand(self.mu)
            self.mu2_e = self.hand(S.mul(self.mu, self.mu))
            self.one_plus = S.add(self.one, self.mu)
            self.one_plus_e = self.hand(self.one_plus)
        self.slots = tuple(slots)

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        S = self.S
        c = self.hand(self.complement(S.power(self.rho, t))) if self.corrected else None
        doubled = None
        if self.mu is not None and self.nesterov == "chainer":
            doubled = self.hand(S.mul(self.one_plus, eta))
        return self.hand(eta), c, doubled, self.decay_factor(eta)

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Value, Tuple]:
        E = self.E
        eta, c, doubled, factor = k
        g = self.signed(theta, g)
        v = E.average_of_squares(self.rho_e, state[0], self.rho_c, g)
        new = [v]
        q, omega = (v, None) if c is None else (E.div(v, c), c)
        if self.centered:
            m = E.average(self.rho_e, state[1], self.rho_c, g)
            new.append(m)
            if c is None:
                square = E.mul(m, m)
            else:
                # m̂ × m̂ is f × (n ÷ D) with m̂, m and c (§15.3, 8).
                square = E.scaled_ratio(E.div(m, c), m, c, None, True)
            q, omega = E.sub(q, square), None
            if self.clamp:
                q = E.maximum(q, E.zero)
        d, omega = E.floored_root(q, omega, self.epsilon_root, self.epsilon)
        if self.mu is None:
            s = E.scaled_ratio(eta, g, d, omega, False)
            return self.moved(theta, factor, s), tuple(new)
        r = E.div(g, d)
        b = state[-1]
        mu = self.mu_e
        if self.inside:
            step = E.scaled_ratio(eta, g, d, omega, False)
            b = E.sum_of_products(E.mul(mu, b), step)
            if self.nesterov == "off":
                s = b
            elif self.nesterov == "standard":
                s = E.sum_of_products(step, E.mul(mu, b))
            else:
                last = E.scaled_ratio(doubled, g, d, omega, False)
                s = E.sum_of_products(E.mul(self.mu2_e, b), last)
        else:
            b = E.add(E.mul(mu, b), r)
            if self.nesterov == "off":
                u = b
            elif self.nesterov == "standard":
                u = E.add(r, E.mul(mu, b))
            else:
                last = E.scaled_ratio(self.one_plus_e, g, d, omega, False)
                u = E.sum_of_products(E.mul(self.mu2_e, b), last)
            s = E.mul(eta, u)
        new.append(b)
        return self.moved(theta, factor, s, not self.inside), tuple(new)
