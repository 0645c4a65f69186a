"""A complete RMSprop in NumPy, and its adapter: put your own optimizer in its place."""

import numpy as np
from rmspec_adapter import Case, Optimizer, serve


class RMSprop(Optimizer):
    def __init__(self, case: Case) -> None:
        self.dtype = {"binary64": np.float64, "binary32": np.float32}[case.storage]
        self.h = case.groups[0].hyperparameters
        self.theta = [np.array(tensor.initial, self.dtype) for tensor in case.tensors]
        self.v = [np.zeros_like(theta) for theta in self.theta]
        self.b = [np.zeros_like(theta) for theta in self.theta]

    def step(self, gradients, learning_rates):
        decay, epsilon = self.h["decay"], self.h.get("epsilon", 0.0)
        momentum = self.h.get("momentum", 0.0)
        for i, gradient in enumerate(gradients):
            g = np.array(gradient, self.dtype)
            self.v[i] = decay * self.v[i] + (1 - decay) * (g * g)
            u = g / (np.sqrt(self.v[i]) + epsilon)
            if momentum:
                u = self.b[i] = momentum * self.b[i] + u
            self.theta[i] = self.theta[i] - learning_rates[0] * u

    def parameters(self):
        return self.theta

    def state(self):
        slots = ["squareAverage"] + ["momentumBuffer"] * bool(self.h.get("momentum"))
        return [dict(zip(slots, values)) for values in zip(self.v, self.b)]


if __name__ == "__main__":
    claim = {
        "optimizer": "rmsprop", "formats": ["binary64", "binary32"],
        "hyperparameters": ["learningRate", "decay", "momentum", "epsilon"],
        "features": ["state"],
    }
    serve(name="example", version="1.0", implements=[claim], make=RMSprop)
