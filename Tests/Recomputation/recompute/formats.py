"""The number formats: decoding, encoding and the roundings between reals and a format.

Values are `gmpy2.mpfr` numbers throughout.  A gmpy2 context with a precision, an exponent
range and `subnormalize` rounds each operation once, as IEEE 754 does (SPEC.md §1, §14).
"""

from functools import lru_cache
from typing import Dict, Tuple

import gmpy2
from gmpy2 import mpfr

NAN = mpfr("nan")
INF = mpfr("inf")
ZERO = mpfr(0)


class Format:
    """A binary floating-point format."""

    def __init__(self, name: str, width: int, precision: int, bias: int, infinities: bool) -> None:
        self.name = name
        self.width = width
        self.digits = width // 4
        self.precision = precision
        self.bias = bias
        self.infinities = infinities
        self.fraction_bits = precision - 1
        self.top_exponent = (1 << (width - precision)) - 1
        # A format without infinities uses the topmost exponent for numbers as well; only
        # the all-ones fraction there is NaN.
        greatest = self.top_exponent if not infinities else self.top_exponent - 1
        fraction = (1 << self.fraction_bits) - (2 if not infinities else 1)
        self.least_exponent = 1 - bias - self.fraction_bits  # of the smallest subnormal
        mantissa = (1 << self.fraction_bits) + fraction
        shift = greatest - bias - self.fraction_bits
        with gmpy2.context(precision=4 * precision):
            self.largest = _scaled(mantissa, shift)
            self.least_normal = _scaled(1, 1 - bias)
            self.smallest = _scaled(1, self.least_exponent)
            self.half_smallest = _scaled(1, self.least_exponent - 1)  # h of §15.2
            self.roundoff = _scaled(1, -precision)  # u of §15.2
            # M of §15.2: half of the distance of the largest value to its predecessor on top.
            self.overflow = _scaled(2 * mantissa + 1, shift - 1)
        settings = dict(
            precision=precision,
            emin=self.least_exponent + 1,  # mpfr's mantissas lie in [1/2, 1)
            emax=greatest - bias + 1,
            subnormalize=True,
        )
        self.context = gmpy2.context(**settings)
        self.up = gmpy2.context(round=gmpy2.RoundUp, **settings)
        self.down = gmpy2.context(round=gmpy2.RoundDown, **settings)

    def finish(self, x: mpfr) -> mpfr:
        """Turn what the context gave beyond the largest value into NaN (§14, no infinities)."""
        return NAN if abs(x) > self.largest else x

    def nearest(self, x: mpfr) -> mpfr:
        """x, correctly rounded."""
        rounded = self.context.plus(x)
        return rounded if self.infinities else self.finish(rounded)

    def least_from(self, x: mpfr) -> mpfr:
        """The least value of the format that is not below x."""
        return self._inside(self.up.plus(x))

    def greatest_to(self, x: mpfr) -> mpfr:
        """The greatest value of the format that is not above x."""
        return self._inside(self.down.plus(x))

    def spacing(self, low: mpfr) -> mpfr:
        """The distance of a value of the format, at least 0, to the next one."""
        if low < self.least_normal:
            return self.smallest
        _, exponent = _parts(low)
        return _scaled(1, exponent - self.precision)

    def beyond(self, x: mpfr) -> mpfr:
        """A magnitude of the format, or what is beyond the largest one."""
        if x <= self.largest:
            return x
        return INF if self.infinities else NAN

    def _inside(self, x: mpfr) -> mpfr:
        if not self.infinities and abs(x) > self.largest:
            raise ArithmeticError("no value of %s lies there" % self.name)
        return x

    def decode(self, text: str) -> mpfr:
        """The number that an encoding denotes."""
        return _decode(self.name, text)

    def scaled(self, whole: int, exponent: int) -> mpfr:
        """whole × 2^exponent, in the format."""
        with gmpy2.context(precision=64):
            return self.nearest(_scaled(whole, exponent))

    def encode(self, x: mpfr) -> str:
        """The encoding of a value of the format; every NaN has the same one."""
        if gmpy2.is_nan(x):
            return _hex(self.nan_bits(), self.digits)
        sign = (1 << (self.width - 1)) if gmpy2.is_signed(x) else 0
        if gmpy2.is_infinite(x):
            return _hex(sign | self.top_exponent << self.fraction_bits, self.digits)
        if x == 0:
            return _hex(sign, self.digits)
        mantissa, exponent = abs(x).as_mantissa_exp()
        zeros = gmpy2.bit_scan1(mantissa)
        mantissa, exponent = mantissa >> zeros, exponent + zeros
        length = mantissa.bit_length()
        biased = exponent + length - 1 + self.bias
        if biased >= 1:
            fraction = (mantissa << (self.precision - length)) - (1 << self.fraction_bits)
        else:
            biased = 0
            fraction = mantissa << (exponent - self.least_exponent)
        return _hex(int(sign | biased << self.fraction_bits | int(fraction)), self.digits)

    def nan_bits(self) -> int:
        """The one NaN that is written: quiet, positive, without payload."""
        top = self.top_exponent << self.fraction_bits
        if not self.infinities:
            return top | (1 << self.fraction_bits) - 1
        return top | 1 << (self.fraction_bits - 1)


def _parts(x: mpfr) -> Tuple[mpfr, int]:
    """x as a mantissa in [1/2, 1) and an exponent."""
    exponent, mantissa = gmpy2.frexp(x)
    return mantissa, exponent


def _scaled(mantissa: int, exponent: int) -> mpfr:
    return gmpy2.mul_2exp(mpfr(mantissa), exponent) if exponent >= 0 else gmpy2.div_2exp(
        mpfr(mantissa), -exponent
    )


def _hex(bits: int, digits: int) -> str:
    return format(bits, "0%dx" % digits)


@lru_cache(maxsize=1 << 16)
def _decode(name: str, text: str) -> mpfr:
    form = FORMATS[name]
    bits = int(text, 16)
    fraction = bits & ((1 << form.fraction_bits) - 1)
    exponent = (bits >> form.fraction_bits) & form.top_exponent
    negative = bits >> (form.width - 1)
    if exponent == form.top_exponent:
        if form.infinities:
            if fraction:
                return NAN
            return -INF if negative else INF
        if fraction == (1 << form.fraction_bits) - 1:
            return NAN
    if exponent:
        fraction |= 1 << form.fraction_bits
    else:
        exponent = 1
    with gmpy2.context(precision=64):
        value = _scaled(fraction, exponent - form.bias - form.fraction_bits)
        return -value if negative else value


FORMATS: Dict[str, Format] = {
    form.name: form
    for form in (
        Format("binary64", 64, 53, 1023, True),
        Format("binary32", 32, 24, 127, True),
        Format("binary16", 16, 11, 15, True),
        Format("bfloat16", 16, 8, 127, True),
        Format("e4m3", 8, 4, 7, False),
        Format("e5m2", 8, 3, 15, True),
    )
}
