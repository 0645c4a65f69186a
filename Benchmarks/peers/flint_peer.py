"""python-flint's arb: balls, an element at a time from Python."""

import flint

from .multiprecision import ElementSubject

VERSION = f"python-flint {flint.__version__} on FLINT {flint.__FLINT_VERSION__}"


def Subject(workload):
    flint.ctx.prec = workload["bits"]
    return ElementSubject(
        workload, flint.arb, flint.arb.sqrt, lambda x: (x.str(30, radius=False), float(x))
    )
