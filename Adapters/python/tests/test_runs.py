"""What the kit does between steps: forks, changes, given state, the caller's gradients."""

from __future__ import annotations

import contextlib
import io
import unittest
from typing import Any

from support import converse, decoded, request, rmspec, step

FEATURES = [
    "state",
    "restore",
    "fork",
    "changingHyperparameters",
    "savedHyperparameters",
    "givenState",
    "sameGradients",
]
ONE = [({"learningRate": 0.5, "momentum": 0.5}, [[1.0, 2.0]])]


class Sum(rmspec.Optimizer):
    """θ − Σ g, with a state that is the sum, times the momentum."""

    shares = False
    writes = False

    def __init__(self, case: rmspec.Case) -> None:
        self.factor = case.groups[0].hyperparameters["momentum"]
        self.theta = [list(t.initial) for t in case.tensors]
        self.sums = [
            list((t.state_before or {}).get("momentumBuffer", [0.0] * len(t.initial)))
            for t in case.tensors
        ]

    def step(self, gradients: Any, learning_rates: Any) -> None:
        for theta, sums, gradient in zip(self.theta, self.sums, gradients):
            for i, g in enumerate(gradient):
                sums[i] += g
                theta[i] -= self.factor * g
                if self.writes:
                    gradient[i] = 0.0

    def change(self, hyperparameters: Any) -> None:
        self.factor = hyperparameters[0]["momentum"]

    def parameters(self) -> Any:
        return self.theta

    def state(self) -> Any:
        return [{"momentumBuffer": sums} for sums in self.sums]

    def save(self) -> Any:
        copies = self.sums if self.shares else [list(s) for s in self.sums]
        return {"sums": copies, "factor": self.factor}

    def restore(self, saved: Any) -> None:
        self.sums, self.factor = saved["sums"], saved["factor"]


class Sharing(Sum):
    shares = True


class Writing(Sum):
    writes = True


def run(make: Any, steps: Any, checkpoints: Any, **members: Any) -> Any:
    claim = {"optimizer": "sgd", "formats": ["binary64"], "features": FEATURES}
    session = rmspec.Session("toy", "1", "python", [claim], make)
    with contextlib.redirect_stderr(io.StringIO()):
        (result,) = converse(session, request(ONE, steps, checkpoints, **members))
    return result


def simple(**members: Any) -> dict[str, Any]:
    return {**step([[1.0, 1.0]], [0.5]), **members}


class Runs(unittest.TestCase):
    FORK = [simple(), simple(save=True), simple(), simple(rewind=True), simple()]

    def test_a_fork_goes_on_from_what_was_saved(self) -> None:
        (_, three), (theta, state) = [t[0] for t in decoded(run(Sum, self.FORK, [3, 5]))]
        self.assertEqual(three["momentumBuffer"], [3.0, 3.0])
        self.assertEqual(theta, [-0.5, 0.5])
        self.assertEqual(state["momentumBuffer"], [3.0, 3.0])

    def test_saved_state_that_is_shared_shows(self) -> None:
        ((_, state),) = [t[0] for t in decoded(run(Sharing, self.FORK, [4]))]
        # Two steps were taken after the state was kept, and both are in it.
        self.assertEqual(state["momentumBuffer"], [4.0, 4.0])

    def test_hyperparameters_change(self) -> None:
        steps = [simple(), simple(hyperparameters=[{"momentum": 2.0}])]
        ((theta, _),) = [t[0] for t in decoded(run(Sum, steps, [2]))]
        self.assertEqual(theta, [-1.5, -0.5])

    def test_saved_hyperparameters_hold(self) -> None:
        built = [{"learningRate": 0.5, "momentum": 8.0}]
        steps = [simple(), simple(restore=True, builtWith=built)]
        ((theta, _),) = [t[0] for t in decoded(run(Sum, steps, [2]))]
        self.assertEqual(theta, [0.0, 1.0])

    def test_changed_hyperparameters_are_those_of_a_restored_optimizer(self) -> None:
        steps = [simple(hyperparameters=[{"momentum": 2.0}]), simple(restore=True)]
        ((theta, _),) = [t[0] for t in decoded(run(Sum, steps, [2]))]
        self.assertEqual(theta, [-3.0, -2.0])

    def test_state_is_given(self) -> None:
        message = request(ONE, [simple()], [1], stepsBefore=3)
        encode = rmspec.FORMATS["binary64"].encode
        message["case"]["groups"][0]["tensors"][0].update(
            gradientsBefore=2, state={"momentumBuffer": encode([5.0, 6.0])}
        )
        claim = {"optimizer": "sgd", "formats": ["binary64"], "features": FEATURES}
        (result,) = converse(rmspec.Session("toy", "1", "python", [claim], Sum), message)
        self.assertEqual(decoded(result)[0][0][1]["momentumBuffer"], [6.0, 7.0])

    def test_the_callers_gradients_are_the_same_lists(self) -> None:
        steps = [simple(), simple(sameGradients=True)]
        for make, expected in ((Sum, [2.0, 2.0]), (Writing, [1.0, 1.0])):
            ((_, state),) = [t[0] for t in decoded(run(make, steps, [2]))]
            self.assertEqual(state["momentumBuffer"], expected)

    def test_what_is_not_claimed_is_skipped(self) -> None:
        claim = {"optimizer": "sgd", "formats": ["binary64"], "features": ["state"]}
        session = rmspec.Session("toy", "1", "python", [claim], Sum)
        for member in ({"save": True}, {"sameGradients": True}):
            (result,) = converse(session, request(ONE, [simple(**member)], [1]))
            self.assertEqual(result["type"], "skip")

    def test_going_back_needs_something_kept(self) -> None:
        self.assertEqual(run(Sum, [simple(rewind=True)], [1])["type"], "error")


if __name__ == "__main__":
    unittest.main()
