import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Rounding a BigFloat to a format")
struct FormatRoundingTests {
  static let formats: [FloatFormat] =
    FloatFormat.all + [
      .e4m3.overflowing(to: .saturate), .e5m2.overflowing(to: .saturate),
      .binary32.overflowing(to: .saturate), .e5m2.overflowing(to: .nan),
    ]

  @Test("agrees with FloatFormat.encode on Doubles", arguments: formats)
  func doubles(format: FloatFormat) {
    let failure = counterexample(in: 20_000) { random in
      let value = interesting(for: format, &random)
      let direction = random.choice(RoundingDirection.allCases)
      let big = BigFloat(value, precision: random.integer(in: 53...300))
      let expected = format.encode(value, rounding: direction)
      let bits = big.rounded(to: format, direction)
      return bits == expected
        ? nil
        : "\(value.exactDescription) \(direction): \(format.hexadecimal(bits)), "
          + "not \(format.hexadecimal(expected))"
    }
    #expect(failure == nil)
  }

  /// A number near a value of the format, or a midpoint, or anything.
  private func interesting(
    for format: FloatFormat, _ random: inout SplitMix64
  ) -> Double {
    if random.oneIn(4) { return random.weightedDouble() }
    let bits = random.next() & format.bitMask
    let value = format.decode(bits)
    if !value.isFinite || random.oneIn(4) { return value }
    let next = format.decode(bits ^ 1)
    let middle = next.isFinite ? value + (next - value) / 2 : value
    return random.choice([middle, middle.nextUp, middle.nextDown, value.nextUp])
  }

  @Test("sees what a Double cannot: 2^−300 beside a value or a tie", arguments: formats)
  func beside(format: FloatFormat) {
    // No value is closer than 2^−1077 to a midpoint of others; a nudge far
    // smaller than a Double's last place must decide as any nudge does.
    let limit = format.greatestFiniteBits
    let failure = counterexample(in: 20_000) { random in
      let low = random.oneIn(4) ? random.choice([0, 1, limit - 1, limit]) : random.next()
      let bits = min(low & (format.bitMask >> 1), limit)
      let value = format.decode(bits)
      let gap =
        bits < limit
        ? format.decode(bits + 1) - value : value - format.decode(bits - 1)
      var point = BigFloat(value, precision: 3000)
      let isMiddle = random.bool()
      if isMiddle {
        // Half the smallest subnormal of binary64 is no Double.
        var half = BigFloat(gap)
        half.scale(byPowerOfTwo: -1)
        point.add(half)
      }
      let nudge = random.integer(in: -1...1)
      if bits == 0 && !isMiddle && nudge < 0 { return nil }
      var tiny = BigFloat(Double(nudge))
      tiny.scale(byPowerOfTwo: -300 + min(0, gap == 0 ? 0 : Int(gap.exponent)))
      point.add(tiny)
      let isNegative = random.bool()
      if isNegative { point.negate() }
      for direction in RoundingDirection.allCases {
        let found = point.rounded(to: format, direction)
        let expected = self.expected(
          format, bits, isMiddle: isMiddle, nudge: nudge, isNegative, direction)
        if found != expected {
          return "\(value) + \(isMiddle ? "half a place" : "0") + \(nudge)·2^−300, "
            + "negative \(isNegative), \(direction): \(format.hexadecimal(found)), "
            + "not \(format.hexadecimal(expected))"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// The rounding of a magnitude at, or halfway above, `bits`, nudged.
  private func expected(
    _ format: FloatFormat, _ bits: UInt64, isMiddle: Bool, nudge: Int,
    _ isNegative: Bool, _ direction: RoundingDirection
  ) -> UInt64 {
    // The greatest encoding at or below the magnitude, and where beyond it the
    // magnitude lies: 0 at it, 1 below half, 2 half, 3 above half.
    let floor = !isMiddle && nudge < 0 ? bits - 1 : bits
    let place = isMiddle ? 2 + nudge : nudge == 0 ? 0 : nudge > 0 ? 1 : 3
    let isAway =
      switch direction {
      case .nearestEven: place == 3 || (place == 2 && floor % 2 == 1)
      case .nearestAway: place >= 2
      case .towardZero: false
      case .up: place > 0 && !isNegative
      case .down: place > 0 && isNegative
      }
    let magnitude =
      floor + (isAway ? 1 : 0) > format.greatestFiniteBits
      ? format.overflowBits : floor + (isAway ? 1 : 0)
    return magnitude | (isNegative ? 1 << UInt64(format.bitWidth - 1) : 0)
  }

  @Test("far beyond binary64", arguments: formats)
  func far(format: FloatFormat) {
    for exponent in [2000, 1_000_000] {
      for isNegative in [false, true] {
        var huge = BigFloat(isNegative ? -1 : 1)
        huge.scale(byPowerOfTwo: exponent)
        var tiny = BigFloat(isNegative ? -1 : 1)
        tiny.scale(byPowerOfTwo: -exponent)
        for direction in RoundingDirection.allCases {
          let largest: Double = isNegative ? -0x1p1023 : 0x1p1023
          let least: Double = isNegative ? -0x1p-1074 : 0x1p-1074
          if format.bitWidth < 64 {
            #expect(
              huge.rounded(to: format, direction)
                == format.encode(largest, rounding: direction))
            #expect(
              tiny.rounded(to: format, direction)
                == format.encode(least, rounding: direction))
          } else {
            let isOut = direction == (isNegative ? .down : .up)
            let isNearest = direction == .nearestEven || direction == .nearestAway
            let sign: UInt64 = isNegative ? 1 << 63 : 0
            let overflow: UInt64 =
              isOut || isNearest ? format.overflowBits : format.greatestFiniteBits
            #expect(huge.rounded(to: format, direction) == overflow | sign)
            #expect(tiny.rounded(to: format, direction) == (isOut ? 1 : 0) | sign)
          }
        }
      }
    }
  }

  @Test("E4M3 overflows above 464, halfway to the 480 that it lacks")
  func e4m3Threshold() {
    let saturating = FloatFormat.e4m3.overflowing(to: .saturate)
    for (value, even, away, zero) in [
      (448, 0x7e, 0x7e, 0x7e), (460, 0x7e, 0x7e, 0x7e), (464, 0x7e, 0x7f, 0x7e),
      (465, 0x7f, 0x7f, 0x7e), (480, 0x7f, 0x7f, 0x7e), (1000, 0x7f, 0x7f, 0x7e),
      (.infinity, 0x7f, 0x7f, 0x7f),
    ] as [(Double, UInt64, UInt64, UInt64)] {
      let big = BigFloat(value)
      #expect(big.rounded(to: .e4m3, .nearestEven) == even, "\(value)")
      #expect(big.rounded(to: .e4m3, .nearestAway) == away, "\(value)")
      #expect(big.rounded(to: .e4m3, .towardZero) == zero, "\(value)")
      for direction in RoundingDirection.allCases {
        #expect(big.rounded(to: saturating, direction) == 0x7e, "\(value)")
      }
    }
  }
}
