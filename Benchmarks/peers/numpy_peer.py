"""NumPy, with ml_dtypes for bfloat16: in place, an operation at a time.

`numpy` computes in arrays of the format; `array-rounding` in binary32 arrays that
are rounded to the format after each operation; `cast` only rounds.
"""

import ml_dtypes
import numpy

from . import inputs
from .settings import OPTIMIZERS, Unsupported

TYPES = {
    "binary32": numpy.float32,
    "binary16": numpy.float16,
    "bfloat16": ml_dtypes.bfloat16,
}
VERSION = f"NumPy {numpy.__version__} with ml_dtypes {ml_dtypes.__version__}"


def _plain(operation, *arguments, out):
    operation(*arguments, out=out)


class Rounding:
    """Array operations in binary32, each followed by the rounding of its result."""

    def __init__(self, dtype, length):
        self.narrow = numpy.empty(length, dtype)

    def __call__(self, operation, *arguments, out):
        operation(*arguments, out=out)
        self.narrow[...] = out
        out[...] = self.narrow


class Cast:
    """Binary32 values rounded to a narrower type."""

    def __init__(self, workload):
        self.given = inputs.parameters(workload["length"])
        self.rounded = numpy.empty(workload["length"], TYPES[workload["format"]])

    def step(self):
        self.rounded[...] = self.given

    def wait(self):
        """Nothing: a step returns when it is done."""

    def values(self, count):
        return [float(value) for value in self.rounded[:count]]


class Optimizer:
    """One array; Adam and RMSprop as SPEC.md writes them."""

    def __init__(self, workload):
        name, length = workload["optimizer"], workload["length"]
        if name not in ("adam", "rmsprop") or workload["format"] not in TYPES:
            raise Unsupported(name)
        if workload["threads"] != 1:
            raise Unsupported("threads")
        format = TYPES[workload["format"]]
        if workload["subject"] == "array-rounding":
            self.type, self.do = numpy.float32, Rounding(format, length)
        else:
            self.type, self.do = format, _plain
        # A scalar is rounded to the format, whatever the arrays are of.
        self.scalar = lambda value: self.type(format(value))

        def array(values):
            return values.astype(format).astype(self.type)

        self.given = OPTIMIZERS[name]
        self.parameters = array(inputs.parameters(length))
        self.gradients = [array(g) for g in inputs.gradients(length)]
        self.states = [numpy.zeros(length, self.type) for _ in range(2)]
        self.scratch = [numpy.empty(length, self.type) for _ in range(2)]
        self.steps = 0
        self.rule = self._adam if name == "adam" else self._rmsprop

    def step(self):
        self.steps += 1
        self.rule(self.gradients[1 - self.steps % 2])

    def _average(self, average, decay, values, scratch):
        self.do(numpy.multiply, values, self.scalar(1 - decay), out=scratch)
        self.do(numpy.multiply, average, self.scalar(decay), out=average)
        self.do(numpy.add, average, scratch, out=average)

    def _rmsprop(self, g):
        v, a = self.states[0], self.scratch[0]
        self.do(numpy.multiply, g, g, out=a)
        self._average(v, self.given["decay"], a, a)
        self.do(numpy.sqrt, v, out=a)
        self.do(numpy.add, a, self.scalar(self.given["epsilon"]), out=a)
        self.do(numpy.divide, g, a, out=a)
        self._apply(a)

    def _adam(self, g):
        (m, v), (a, n) = self.states, self.scratch
        self._average(m, self.given["beta1"], g, a)
        self.do(numpy.multiply, g, g, out=a)
        self._average(v, self.given["beta2"], a, a)
        corrections = [
            self.scalar(1 - self.given[name] ** self.steps) for name in ("beta1", "beta2")
        ]
        self.do(numpy.divide, m, corrections[0], out=n)
        self.do(numpy.divide, v, corrections[1], out=a)
        self.do(numpy.sqrt, a, out=a)
        self.do(numpy.add, a, self.scalar(self.given["epsilon"]), out=a)
        self.do(numpy.divide, n, a, out=a)
        self._apply(a)

    def _apply(self, a):
        self.do(numpy.multiply, a, self.scalar(self.given["rate"]), out=a)
        self.do(numpy.subtract, self.parameters, a, out=self.parameters)

    def wait(self):
        """Nothing: a step returns when it is done."""

    def values(self, count):
        return [float(value) for value in self.parameters[:count]]


def Subject(workload):
    """What a workload names."""
    return Cast(workload) if workload["subject"] == "cast" else Optimizer(workload)
