from __future__ import annotations

import math
import random
import struct
import unittest

from support import rmspec

BINARY16 = rmspec.FORMATS["binary16"]
BFLOAT16 = rmspec.FORMATS["bfloat16"]
E5M2 = rmspec.FORMATS["e5m2"]
E4M3 = rmspec.FORMATS["e4m3"]


def digits(bits: int) -> str:
    return format(bits, "04x")


def bfloat16(bits: int) -> float:
    return struct.unpack(">f", struct.pack(">I", bits << 16))[0]


def binary16(bits: int) -> float:
    return struct.unpack(">e", struct.pack(">H", bits))[0]


class SixteenBits(unittest.TestCase):
    FORMATS = ((BINARY16, binary16, 0x7C00), (BFLOAT16, bfloat16, 0x7F80))

    def test_every_encoding(self) -> None:
        for storage, value, infinity in self.FORMATS:
            encodings = [digits(bits) for bits in range(1 << 16)]
            numbers = storage.decode(encodings)
            again = storage.encode(numbers)
            for bits, number in enumerate(numbers):
                if bits & 0x7FFF > infinity:
                    self.assertTrue(math.isnan(number))
                    self.assertGreater(int(again[bits], 16) & 0x7FFF, infinity)
                    continue
                self.assertEqual(number, value(bits))
                self.assertEqual(again[bits], encodings[bits])
                # The arithmetic that all formats share agrees with `struct`.
                self.assertEqual(storage._encode(number), encodings[bits])

    def test_rounding_about_every_midpoint(self) -> None:
        for storage, value, infinity in self.FORMATS:
            middles, expected = [], []
            for low in range(infinity):
                high = low + 1
                below = value(low)
                # Beyond the largest number the next one would be, were it not infinite.
                above = value(high) if high < infinity else 2 * below - value(low - 1)
                middle = (below + above) / 2
                even = low if low % 2 == 0 else high
                middles += [math.nextafter(middle, 0), middle]
                middles += [math.nextafter(middle, math.inf)]
                expected += [low, even, high]
            for number, bits in zip(middles, expected):
                self.assertEqual(storage._encode(number), digits(bits))
                self.assertEqual(storage._encode(-number), digits(bits | 0x8000))
            self.assertEqual(storage.encode(middles), [digits(e) for e in expected])

    def test_overflow_and_underflow(self) -> None:
        for storage, _, infinity in self.FORMATS:
            self.assertEqual(
                storage.encode([1e300, -1e300, 5e-324, -5e-324, math.inf]),
                [digits(b) for b in (infinity, infinity | 0x8000, 0, 0x8000, infinity)],
            )


def e5m2(bits: int) -> float:
    return binary16(bits << 8)


def e4m3(bits: int) -> float:
    """As the Open Compute Project's OFP8 says."""
    exponent, fraction = bits >> 3 & 15, bits & 7
    if (exponent, fraction) == (15, 7):
        return math.nan
    number = (1 + fraction / 8) * 2.0 ** (exponent - 7)
    if exponent == 0:
        number = fraction / 8 * 2.0**-6
    return -number if bits >> 7 else number


class EightBits(unittest.TestCase):
    # The format, its values, and what follows the largest number.
    FORMATS = ((E5M2, e5m2, 0x7C), (E4M3, e4m3, 0x7F))

    def test_every_encoding(self) -> None:
        for storage, value, beyond in self.FORMATS:
            encodings = [format(bits, "02x") for bits in range(256)]
            numbers = storage.decode(encodings)
            again = storage.encode(numbers)
            for bits, number in enumerate(numbers):
                if math.isnan(value(bits)):
                    self.assertTrue(math.isnan(number))
                    self.assertEqual(again[bits], storage.encode([math.nan])[0])
                    continue
                self.assertEqual(repr(number), repr(value(bits)))
                self.assertEqual(again[bits], encodings[bits])

    def test_rounding_about_every_midpoint(self) -> None:
        for storage, value, beyond in self.FORMATS:
            for low in range(beyond):
                high, below = low + 1, value(low)
                # Beyond the largest number the next one would be, were there one.
                above = value(high) if high < beyond else 2 * below - value(low - 1)
                middle = (below + above) / 2
                even = low if low % 2 == 0 else high
                for number, bits in (
                    (math.nextafter(middle, 0), low),
                    (middle, even),
                    (math.nextafter(middle, math.inf), high),
                ):
                    sign = 0 if math.isnan(value(bits)) else 0x80
                    expected = [format(b, "02x") for b in (bits, bits | sign)]
                    self.assertEqual(storage.encode([number, -number]), expected)

    def test_known_values(self) -> None:
        self.assertEqual(
            E4M3.decode(["7e", "fe", "01", "08", "38", "80"]),
            [448.0, -448.0, 2.0**-9, 2.0**-6, 1.0, 0.0],
        )
        self.assertEqual(E5M2.decode(["7b", "01", "3c"]), [57344.0, 2.0**-16, 1.0])

    def test_overflow(self) -> None:
        numbers = [1e300, -1e300, math.inf, -math.inf, 5e-324, -5e-324]
        nan = ["7f"] * 4
        self.assertEqual(E4M3.encode(numbers), [*nan, "00", "80"])
        self.assertEqual(E5M2.encode(numbers), ["7c", "fc", "7c", "fc", "00", "80"])


class Wide(unittest.TestCase):
    def test_against_struct(self) -> None:
        generator = random.Random(1)
        for name, code in (("binary64", ">d"), ("binary32", ">f"), ("binary16", ">e")):
            storage = rmspec.FORMATS[name]
            scale = {"binary64": 1074, "binary32": 150, "binary16": 25}[name]
            for _ in range(20_000):
                number = math.ldexp(
                    generator.uniform(-1, 1), generator.randint(-scale, scale // 2)
                )
                try:
                    expected = struct.pack(code, number).hex()
                except OverflowError:
                    continue
                self.assertEqual(storage._encode(number), expected)
                self.assertEqual(storage.encode([number]), [expected])

    def test_overflow_to_infinity(self) -> None:
        storage = rmspec.FORMATS["binary32"]
        self.assertEqual(
            storage.encode([1.0, 1e39, -1e39, math.inf]),
            ["3f800000", "7f800000", "ff800000", "7f800000"],
        )

    def test_every_nan_is_the_same(self) -> None:
        for storage in rmspec.FORMATS.values():
            nan, negative = storage.encode([math.nan, math.copysign(math.nan, -1)])
            self.assertEqual(nan, negative)
            self.assertEqual(storage.encode([0.5, math.nan])[1], nan)
        self.assertEqual(rmspec.FORMATS["binary32"].encode([math.nan]), ["7fc00000"])

    def test_big_endian_lower_case(self) -> None:
        storage = rmspec.FORMATS["binary64"]
        self.assertEqual(storage.encode([-0.1]), ["bfb999999999999a"])
        self.assertEqual(storage.decode(["bfb999999999999a"]), [-0.1])
        self.assertEqual(storage.encode([]), [])
        self.assertEqual(storage.decode([]), [])

    def test_integers_are_numbers(self) -> None:
        for storage in rmspec.FORMATS.values():
            again = storage.decode(storage.encode([1, -2, 0]))
            self.assertEqual(again, [1.0, -2.0, 0.0])

    def test_wrong_width(self) -> None:
        for storage in rmspec.FORMATS.values():
            with self.assertRaises(ValueError):
                storage.decode(["0" * (storage.digits + 1), "0" * (storage.digits - 1)])
            with self.assertRaises(ValueError):
                storage.decode(["x" * storage.digits])


if __name__ == "__main__":
    unittest.main()
