"""gmpy2's mpfr: rounded numbers without bounds, an element at a time."""

import gmpy2

from .multiprecision import ElementSubject

VERSION = f"gmpy2 {gmpy2.version()} on {gmpy2.mpfr_version()}"


def Subject(workload):
    gmpy2.get_context().precision = workload["bits"]
    return ElementSubject(
        workload, gmpy2.mpfr, gmpy2.sqrt, lambda x: (format(x, ".30Ng"), float(x))
    )
