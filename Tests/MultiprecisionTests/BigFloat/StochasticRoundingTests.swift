import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Rounding a BigFloat stochastically")
struct StochasticRoundingTests {
  @Test(
    "agrees with FloatFormat.encode on Doubles", arguments: FormatRoundingTests.formats)
  func doubles(format: FloatFormat) {
    let failure = counterexample(in: 20_000) { random in
      let value =
        switch random.integer(in: 0...3) {
        case 0: random.weightedDouble()
        case 1: format.decode(random.next() & format.bitMask)
        case 2: format.decode(random.next() & format.bitMask) * (1 + random.unit())
        // About the largest value and the smallest.
        default:
          random.choice([format.greatestFinite, format.leastPositive])
            * random.double(in: -2...2)
        }
      let r = random.choice([0, 1, .max, 1 << 31, UInt32(random.bits(32))])
      let big = BigFloat(value, precision: random.integer(in: 53...300))
      let expected = format.encode(value, stochastic: r)
      let bits = big.rounded(to: format, stochastic: r)
      return bits == expected
        ? nil
        : "\(value.exactDescription) by \(r): \(format.hexadecimal(bits)), "
          + "not \(format.hexadecimal(expected))"
    }
    #expect(failure == nil)
  }

  @Test(
    "sees what a Double cannot: parts of 2^32, nudged by 2^−300",
    arguments: FormatRoundingTests.formats)
  func nudged(format: FloatFormat) {
    let limit = format.greatestFiniteBits
    let failure = counterexample(in: 20_000) { random in
      let low = random.oneIn(4) ? random.choice([0, 1, limit - 1, limit]) : random.next()
      let bits = min(low & (format.bitMask >> 1), limit)
      let value = format.decode(bits)
      // Above the largest value the spacing continues.
      let spacing =
        bits < limit
        ? format.decode(bits + 1) - value : value - format.decode(bits - 1)
      let parts: UInt64 = random.choice([0, 1, (1 << 32) - 1, random.bits(32)])
      let nudge = parts == 0 ? random.integer(in: 0...1) : random.integer(in: -1...1)
      var part = BigFloat(Double(parts), precision: 500)
      var tiny = BigFloat(Double(nudge))
      tiny.scale(byPowerOfTwo: -300)
      part.add(tiny)
      part.multiply(by: BigFloat(spacing))
      part.scale(byPowerOfTwo: -32)
      var point = BigFloat(value, precision: 3000)
      point.add(part)
      let isNegative = random.bool()
      if isNegative { point.negate() }

      let floor = nudge < 0 ? parts - 1 : parts
      let choices: [UInt64] = [
        0, (1 << 32) - 1, (1 << 32) - floor, (1 << 32) - 1 - floor, random.next(),
      ]
      let r = UInt32(truncatingIfNeeded: random.choice(choices))
      let following = bits < limit ? bits + 1 : format.overflowBits
      let magnitude = floor + UInt64(r) >= 1 << 32 ? following : bits
      let sign: UInt64 = isNegative ? 1 << UInt64(format.bitWidth - 1) : 0
      let found = point.rounded(to: format, stochastic: r)
      return found == magnitude | sign
        ? nil
        : "\(value) + (\(parts) + \(nudge)·2^−300)·2^−32 places by \(r): "
          + "\(format.hexadecimal(found)), not \(format.hexadecimal(magnitude | sign))"
    }
    #expect(failure == nil)
  }

  @Test("far beyond binary64", arguments: FormatRoundingTests.formats)
  func far(format: FloatFormat) {
    let sign: UInt64 = 1 << UInt64(format.bitWidth - 1)
    for exponent in [1500, 1_000_000] {
      var huge = BigFloat(1)
      huge.scale(byPowerOfTwo: exponent)
      var tiny = BigFloat(1)
      tiny.scale(byPowerOfTwo: -exponent)
      for r in [0, 1 << 31, UInt32.max] {
        #expect(huge.rounded(to: format, stochastic: r) == format.overflowBits)
        #expect(tiny.rounded(to: format, stochastic: r) == 0)
      }
      huge.negate()
      tiny.negate()
      #expect(huge.rounded(to: format, stochastic: 0) == format.overflowBits | sign)
      #expect(tiny.rounded(to: format, stochastic: .max) == sign)
    }
  }
}
