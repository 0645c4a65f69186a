"""The published notation of exact values and units (SPEC.md §15.4, schema of the vectors)."""

import gmpy2
from gmpy2 import mpfr


def exact_text(x: mpfr) -> str:
    """x rounded to 30 significant digits, without trailing zeros, as `-d.ddde-nn`."""
    if gmpy2.is_nan(x):
        return "nan"
    if gmpy2.is_infinite(x):
        return "-inf" if x < 0 else "inf"
    if x == 0:
        return "0"
    digits, exponent, _ = x.digits(10, 30)
    sign = ""
    if digits[0] == "-":
        sign, digits = "-", digits[1:]
    return sign + _scientific(digits.rstrip("0"), exponent - 1)


def _scientific(digits: str, exponent: int) -> str:
    return digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "e%d" % exponent


def unit_text(distance: mpfr) -> str:
    """A distance rounded up to three digits, as JSON writes a number.

    The number is a binary64: the least one that is nearest to a number of three digits and
    not below the distance.
    """
    if distance == 0:
        return "0"
    with gmpy2.context(gmpy2.get_context(), round=gmpy2.RoundDown):
        digits, point, _ = distance.digits(10, 3)
    whole = int(digits)
    number = float("%de%d" % (whole, point - 3))
    while number < distance:
        whole += 1
        number = float("%de%d" % (whole, point - 3))
    text = repr(number).replace("e+", "e")
    return text[:-2] if text.endswith(".0") else text
