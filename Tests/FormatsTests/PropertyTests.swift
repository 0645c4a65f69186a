import Formats
import Testing

/// The numbers that the standards print for a format.
struct StandardFormat: Sendable, CustomTestStringConvertible {
  let format: FloatFormat
  let exponentBits: Int
  let bias: Int
  let greatestFinite: Double
  let leastNormal: Double
  let leastPositive: Double
  let unitRoundoff: Double
  var testDescription: String { format.name }

  // IEEE 754-2019, tables 3.2 and 3.5; OFP8 1.0, table 1.
  static let all = [
    StandardFormat(
      format: .binary64, exponentBits: 11, bias: 1023,
      greatestFinite: .greatestFiniteMagnitude, leastNormal: 0x1p-1022,
      leastPositive: 0x1p-1074, unitRoundoff: 0x1p-53),
    StandardFormat(
      format: .binary32, exponentBits: 8, bias: 127, greatestFinite: 0x1.fffffep127,
      leastNormal: 0x1p-126, leastPositive: 0x1p-149, unitRoundoff: 0x1p-24),
    StandardFormat(
      format: .binary16, exponentBits: 5, bias: 15, greatestFinite: 65504,
      leastNormal: 0x1p-14, leastPositive: 0x1p-24, unitRoundoff: 0x1p-11),
    StandardFormat(
      format: .bfloat16, exponentBits: 8, bias: 127, greatestFinite: 0x1.fep127,
      leastNormal: 0x1p-126, leastPositive: 0x1p-133, unitRoundoff: 0x1p-8),
    StandardFormat(
      format: .e4m3, exponentBits: 4, bias: 7, greatestFinite: 448,
      leastNormal: 0x1p-6, leastPositive: 0x1p-9, unitRoundoff: 0x1p-4),
    StandardFormat(
      format: .e5m2, exponentBits: 5, bias: 15, greatestFinite: 57344,
      leastNormal: 0x1p-14, leastPositive: 0x1p-16, unitRoundoff: 0x1p-3),
  ]
}

@Suite("The formats are those of the standards")
struct PropertyTests {
  @Test("widths, ranges and precisions", arguments: StandardFormat.all)
  func numbers(standard: StandardFormat) {
    let format = standard.format
    #expect(format.exponentBits == standard.exponentBits)
    #expect(1 + format.exponentBits + format.trailingSignificandBits == format.bitWidth)
    #expect(format.bias == standard.bias)
    #expect(format.greatestFinite == standard.greatestFinite)
    #expect(format.leastPositive == standard.leastPositive)
    #expect(format.unitRoundoff == standard.unitRoundoff)
    let leastNormalBits: UInt64 = 1 << UInt64(format.trailingSignificandBits)
    #expect(format.decode(leastNormalBits) == standard.leastNormal)
    #expect(
      Double(sign: .plus, exponent: format.smallestSubnormalExponent, significand: 1)
        == standard.leastPositive)
    #expect(Int(standard.greatestFinite.exponent) == format.maximumExponent)
  }

  @Test("the unit roundoff is half the step from 1", arguments: FloatFormat.all)
  func unitRoundoff(format: FloatFormat) {
    let one = format.encode(1)
    #expect(format.decode(one + 1) - 1 == 2 * format.unitRoundoff)
  }

  @Test(
    "specials",
    arguments: [
      (.binary64, 0x7ff0_0000_0000_0000, 0x7ff8_0000_0000_0000),
      (.binary32, 0x7f80_0000, 0x7fc0_0000), (.binary16, 0x7c00, 0x7e00),
      (.bfloat16, 0x7f80, 0x7fc0), (.e4m3, nil, 0x7f), (.e5m2, 0x7c, 0x7e),
    ] as [(FloatFormat, UInt64?, UInt64)])
  func specials(format: FloatFormat, infinity: UInt64?, nan: UInt64) {
    #expect(format.infinityBits == infinity)
    #expect(format.nanBits == nan)
    #expect(format.decode(nan).isNaN)
    #expect(format.isNaN(nan))
    #expect(format.encode(.nan) == nan)
    #expect(format.encode(-.nan) == nan)
    let sign: UInt64 = 1 << UInt64(format.bitWidth - 1)
    for direction in RoundingDirection.allCases {
      #expect(format.encode(.infinity, rounding: direction) == infinity ?? nan)
      #expect(format.encode(-.infinity, rounding: direction) == (infinity ?? nan) | sign)
      #expect(format.encode(0, rounding: direction) == 0)
      #expect(format.encode(-0.0, rounding: direction) == sign)
    }
    if let infinity {
      #expect(format.decode(infinity) == .infinity)
      #expect(format.decode(infinity | sign) == -.infinity)
      #expect(!format.isNaN(infinity))
      #expect(infinity == format.greatestFiniteBits + 1)
    }
    #expect(format.decode(0).sign == .plus)
    #expect(format.decode(sign).sign == .minus)
    #expect(format.decode(sign) == 0)
  }

  @Test("names find their formats, and nothing else does")
  func names() {
    for format in FloatFormat.all {
      #expect(FloatFormat(named: format.name) == format)
      #expect(format.description == format.name)
    }
    #expect(Set(FloatFormat.all.map(\.name)).count == FloatFormat.all.count)
    for name in ["", "float32", "Binary32", "binary32 ", "e3m4"] {
      #expect(FloatFormat(named: name) == nil)
    }
  }

  @Test("another overflow policy changes nothing else", arguments: FloatFormat.all)
  func policies(format: FloatFormat) {
    for policy in [FloatFormat.OverflowPolicy.nan, .saturate] {
      let other = format.overflowing(to: policy)
      #expect(other.overflow == policy)
      #expect(other.overflowing(to: format.overflow) == format)
      let bits = policy == .nan ? format.nanBits : format.greatestFiniteBits
      #expect(other.overflowBits == bits)
    }
  }
}
