"""Runs Optax's AdaBelief on the cases of RMSpec.

It is `optax.adabelief` itself, eager, in binary64: ε is added outside of the root and to
the second moment, and there is no weight decay.
"""

import jax
import numpy as np
from rmspec_adapter import Case, Optimizer, serve

jax.config.update("jax_enable_x64", True)

import optax  # noqa: E402  (JAX decides on binary64 before it is first used)


class AdaBelief(Optimizer):
    """One group; the learning rate of each step is a schedule of what came so far."""

    def __init__(self, case: Case) -> None:
        h = case.groups[0].hyperparameters
        self.rates: list[float] = []
        self.optimizer = optax.adabelief(
            lambda count: self.rates[int(count)],
            b1=h["beta1"],
            b2=h["beta2"],
            eps=h.get("epsilon", 0.0),
            eps_root=h.get("epsilonRoot", 0.0),
        )
        self.theta = [
            jax.numpy.asarray(np.array(tensor.initial, np.float64).reshape(tensor.shape))
            for tensor in case.tensors
        ]
        self.memory = self.optimizer.init(self.theta)

    def step(self, gradients, learning_rates):
        self.rates.append(learning_rates[0])
        given = [
            jax.numpy.asarray(np.array(gradient, np.float64).reshape(theta.shape))
            for gradient, theta in zip(gradients, self.theta)
        ]
        updates, self.memory = self.optimizer.update(given, self.memory, self.theta)
        self.theta = optax.apply_updates(self.theta, updates)

    def parameters(self):
        return [np.asarray(theta).ravel() for theta in self.theta]

    def state(self):
        moments = self.memory[0]
        return [
            {
                "firstMoment": np.asarray(m).ravel(),
                "secondMoment": np.asarray(s).ravel(),
            }
            for m, s in zip(moments.mu, moments.nu)
        ]


if __name__ == "__main__":
    claim = {
        "optimizer": "adabelief",
        "formats": ["binary64"],
        "hyperparameters": ["learningRate", "beta1", "beta2", "epsilon", "epsilonRoot"],
        "features": ["state"],
    }
    serve(name="Optax", version=optax.__version__, implements=[claim], make=AdaBelief)
