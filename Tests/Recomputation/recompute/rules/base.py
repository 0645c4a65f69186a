"""What the rules share: hyperparameters, the sign, weight decay (SPEC.md §1.1, §1.4)."""

from typing import Any, Dict, List, Optional, Tuple

from ..machine import Machine

Value = Any


class Rule:
    """One optimizer in one dialect for one group, evaluated by one machine.

    `scalars` gives what a step needs beside elements: a tuple that `update` unpacks, handed
    to the elements already.  Its last entry is the factor of decoupled decay.  `update`
    gives the new parameter and state of one element, neither of them stored yet.
    """

    slots: Tuple[str, ...] = ()
    # Whether `scalars` depends on what the tensor remembers (NAdam's Π).
    remembers = False

    def __init__(self, machine: Machine, dialect: Dict[str, str], hyper: Dict[str, float]) -> None:
        self.machine = machine
        self.S = machine.scalar
        self.E = machine.element
        # A scalar as an operand of element operations.
        self.hand = machine.hand
        self.dialect = dialect
        self.given = hyper
        self.one = self.S.integer(1)
        self.maximize = dialect.get("maximize", "off")
        self.lambda_ = self.optional("weightDecay")
        form = dialect.get("decayForm", "l2")
        self.l2 = self.hand(self.lambda_) if self.lambda_ is not None and form == "l2" else None
        # Whether the gradient is used as it is given.
        self.unsigned = self.l2 is None and self.maximize == "off"
        self.decoupled = form if self.lambda_ is not None and form != "l2" else None
        self.decay_scale = dialect.get("decayScale", "learningRate")
        self._decay_rate: Optional[Value] = None
        self._decay: Optional[Value] = None

    # Hyperparameters

    def scalar_of(self, name: str) -> Value:
        """A hyperparameter as a scalar; 0 where it is not given."""
        return self.machine.hyper(self.given.get(name, 0.0))

    def optional(self, name: str, neutral: float = 0.0) -> Optional[Value]:
        """A hyperparameter, or None where its term is absent (§1)."""
        value = self.given.get(name, neutral)
        return None if value == neutral else self.machine.hyper(value)

    def handed(self, name: str) -> Optional[Value]:
        """As `optional`, for the elements."""
        value = self.optional(name)
        return None if value is None else self.hand(value)

    def complement(self, s: Value) -> Value:
        """1 − s."""
        return self.S.sub(self.one, s)

    # State

    def initial_values(self) -> List[float]:
        """The initial state, one number a slot."""
        names = {
            "squareSum": "initialSecondMoment",
            "squareAverage": "initialSecondMoment",
            "secondMoment": "initialSecondMoment",
            "firstMoment": "initialFirstMoment",
            "maximumSecondMoment": "initialMaximum",
        }
        return [self.given.get(names.get(slot, ""), 0.0) for slot in self.slots]

    def remember(self, given: Optional[float] = None) -> Any:
        """What a tensor remembers before its first step: a list, or None."""
        return None

    # The step

    def scalars(self, t: int, eta: Value, memory: Any) -> Tuple:
        """The scalars of the step that is the t-th of its clock."""
        raise NotImplementedError

    def update(
        self, k: Tuple, theta: Value, g: Value, state: Tuple, first: bool
    ) -> Tuple[Optional[Value], Tuple]:
        """The step of one element; `first` in the first step of its clock.

        None for a parameter that is not touched: it is not a new value (§15.2).
        """
        raise NotImplementedError

    def signed(self, theta: Value, g: Value) -> Value:
        """The gradient after maximize and l2 decay."""
        if self.maximize == "gradient":
            g = self.E.neg(g)
        if self.l2 is not None:
            g = self.E.add(g, self.E.mul(self.l2, theta))
        if self.maximize == "decayedGradient":
            g = self.E.neg(g)
        return g

    # Decoupled decay

    def decay_factor(
        self, eta: Value, c1: Optional[Value] = None, root_c2: Optional[Value] = None
    ) -> Optional[Value]:
        """1 − α × λ, or α × λ for `same`, handed; None without decoupled decay."""
        if self.decoupled is None:
            return None
        if self.decay_scale == "corrected":
            return self._decay_factor(eta, c1, root_c2)
        # It is the same as before where the learning rate is.
        if eta is not self._decay_rate:
            self._decay_rate, self._decay = eta, self._decay_factor(eta, c1, root_c2)
        return self._decay

    def _decay_factor(
        self, eta: Value, c1: Optional[Value], root_c2: Optional[Value]
    ) -> Value:
        S = self.S
        amount = self.lambda_
        if self.decay_scale == "learningRate":
            amount = S.mul(eta, amount)
        elif self.decay_scale == "corrected":
            alpha = eta
            if root_c2 is not None:
                alpha = S.mul(alpha, root_c2)
            if c1 is not None:
                alpha = S.div(alpha, c1)
            amount = S.mul(alpha, amount)
        elif self.decay_scale == "relative":
            amount = S.mul(S.div(eta, self.scalar_of("learningRate")), amount)
        if self.decoupled != "same":
            amount = self.complement(amount)
        return self.hand(amount)

    def moved(
        self, theta: Value, factor: Optional[Value], s: Value, product: bool = True
    ) -> Value:
        """θ after the step s, with decoupled decay; `product` where s is one (§15.3)."""
        if factor is None:
            return self.E.sub(theta, s)
        if self.decoupled == "before":
            return self.E.decay_before(theta, factor, s, product)
        if self.decoupled == "same":
            return self.E.decay_same(theta, factor, s, product)
        return self.E.decay_after(theta, factor, s)

    def decayed(self, theta: Value, factor: Value) -> Value:
        """θ with decoupled decay and without a step (§9, `skip`)."""
        if self.decoupled == "same":
            return self.E.sub(theta, self.E.mul(factor, theta))
        return self.E.complement_product(theta, factor)
