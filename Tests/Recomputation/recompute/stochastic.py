"""Stochastic rounding with the random bits that a seed yields (SPEC.md §13)."""

import gmpy2
from gmpy2 import mpfr

from .formats import Format

_MASK = 0xFFFFFFFF


def _mix(h: int) -> int:
    h ^= h >> 16
    h = h * 0x85EBCA6B & _MASK
    h ^= h >> 13
    h = h * 0xC2B2AE35 & _MASK
    return h ^ h >> 16


def random_bits(seed: int, step: int, tensor: int, element: int) -> int:
    """The r of §13."""
    h = seed
    for w in (step, tensor, element):
        h = _mix((h + 0x9E3779B9 * (w + 1)) & _MASK)
    return h


def stochastic(x: mpfr, random: int, form: Format) -> mpfr:
    """x rounded to the format, away from zero where ⌊d × 2^32⌋ + r reaches 2^32."""
    if gmpy2.is_nan(x) or gmpy2.is_infinite(x) or x == 0:
        return form.nearest(x)
    magnitude = abs(x)
    low = form.down.plus(magnitude)
    if low > form.largest:
        low = form.largest
    if low == magnitude:
        return form.nearest(x)
    # The neighbour away from zero, as if there were no largest value.
    spacing = form.spacing(low)
    d = (magnitude - low) / spacing
    if d >= 1:  # beyond the largest value by a whole step
        return form.nearest(x)
    if int(gmpy2.floor(gmpy2.mul_2exp(d, 32))) + random >= 1 << 32:
        low = form.beyond(low + spacing)
    return -low if x < 0 else low
