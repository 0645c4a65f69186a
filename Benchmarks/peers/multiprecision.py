"""One RMSprop step with given numbers, for the arbitrary-precision peers."""

from . import inputs
from .settings import RMSPROP, Unsupported


class ElementSubject:
    """Takes one step from the same start again and again, an element at a time.

    `number` makes the library's number of a float, exactly; `root` is its square
    root; `publish` makes 30 digits and the nearest float of a result.
    """

    def __init__(self, workload, number, root, publish):
        if workload["optimizer"] != "rmsprop" or workload["threads"] != 1:
            raise Unsupported(workload["optimizer"])
        length = workload["length"]
        self.root, self.publish = root, publish
        self.parameters = [number(float(p)) for p in inputs.parameters(length)]
        self.gradients = [number(float(g)) for g in inputs.gradients(length)[0]]
        self.rate, self.decay = number(RMSPROP["rate"]), number(RMSPROP["decay"])
        self.epsilon = number(RMSPROP["epsilon"])
        self.one, self.start = number(1.0), number(0.25)
        self.results = []

    def step(self):
        root, publish, rate, epsilon = self.root, self.publish, self.rate, self.epsilon
        kept, complement = self.decay * self.start, self.one - self.decay
        self.results = []
        for p, g in zip(self.parameters, self.gradients):
            v = kept + complement * (g * g)
            new = p - rate * (g / (root(v) + epsilon))
            self.results.append((publish(new), publish(v)))

    def wait(self):
        """Nothing: a step returns when it is done."""

    def values(self, count):
        return [new[1] for new, _ in self.results[:count]]
