"""The published notation of exact values and units (SPEC.md §15.4, schema of the vectors)."""

from typing import Tuple

import gmpy2
from gmpy2 import mpfr


def thirty_digits(x: mpfr) -> Tuple[str, int]:
    """The first digits of a finite number, rounded, with the place of its point."""
    digits, exponent, _ = x.digits(10, 30)
    return digits, exponent


def exact_text(x: mpfr) -> str:
    """x rounded to 30 significant digits, without trailing zeros, as `-d.ddde-nn`."""
    if not gmpy2.is_finite(x):
        return "nan" if gmpy2.is_nan(x) else "-inf" if x < 0 else "inf"
    if x == 0:
        return "0"
    digits, exponent = thirty_digits(x)
    sign = ""
    if digits[0] == "-":
        sign, digits = "-", digits[1:]
    return sign + _scientific(digits.rstrip("0"), exponent - 1)


def _scientific(digits: str, exponent: int) -> str:
    return digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "e%d" % exponent


def unit_number(distance: mpfr) -> float:
    """A distance rounded up to three digits.

    The number is a binary64: the least one that is nearest to a number of three digits and
    not below the distance.
    """
    if not distance:
        return 0.0
    digits, point, _ = distance.digits(10, 3)
    # Of the three digits that are nearest, the ones below may be enough.
    whole = int(digits) - 1
    number = float("%de%d" % (whole, point - 3))
    while number < distance:
        whole += 1
        number = float("%de%d" % (whole, point - 3))
    return number


def number_text(number: float) -> str:
    """A number, not negative, as JSON writes it."""
    text = repr(number).replace("e+", "e")
    return text[:-2] if text.endswith(".0") else text
