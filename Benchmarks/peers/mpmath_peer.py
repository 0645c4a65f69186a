"""mpmath's mpf: rounded numbers without bounds, an element at a time."""

import mpmath

from .multiprecision import ElementSubject

VERSION = f"mpmath {mpmath.__version__} with {mpmath.libmp.BACKEND}"


def Subject(workload):
    mpmath.mp.prec = workload["bits"]
    return ElementSubject(
        workload, mpmath.mpf, mpmath.sqrt, lambda x: (mpmath.nstr(x, 30), float(x))
    )
