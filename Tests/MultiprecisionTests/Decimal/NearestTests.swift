import Formats
import Testing
import _TestSupport

@testable import Multiprecision

@Suite("The nearest value from the leading 64 bits")
struct NearestTests {
  /// A regular number near values and ties of the format, at any exponent of it.
  private func number(
    near format: FloatFormat, _ random: inout SplitMix64
  ) -> BigFloat {
    let exponent = random.integer(
      in: format.smallestSubnormalExponent - 3...format.maximumExponent + 2)
    var x = BigFloat(precision: random.choice([53, 64, 65, 128, 192, 300]))
    x.set(1)
    // A tie or a value, of the full precision or less, and something beside it.
    for place in [random.integer(in: 1...54), random.integer(in: 1...54)] {
      var part = BigFloat(random.choice([1, -1]) * Double(random.bits(8)))
      part.scale(byPowerOfTwo: -place)
      x.add(part, rounding: .nearestEven)
    }
    var part = BigFloat(random.choice([0, 1, -1]))
    part.scale(byPowerOfTwo: -random.integer(in: 20...299))
    x.add(part, rounding: .nearestEven)
    x.scale(byPowerOfTwo: exponent)
    if random.bool() { x.negate() }
    return x
  }

  @Test("is the exact one", arguments: FormatRoundingTests.formats)
  func exact(format: FloatFormat) {
    var decided = 0
    let failure = counterexample(in: 20_000) { random in
      let x = number(near: format, &random)
      guard x.isRegular, let bits = x.nearest(in: format, within: .zero) else {
        return nil
      }
      decided += 1
      let expected = x.exactlyRounded(to: format, .nearestEven)
      return bits == expected ? nil : "\(x.shown()): \(bits), not \(expected)"
    }
    #expect(failure == nil)
    #expect(decided > 5000)
  }

  @Test("is that of all of a ball", arguments: FormatRoundingTests.formats)
  func containment(format: FloatFormat) {
    var (decided, needless) = (0, 0)
    let failure = counterexample(in: 20_000) { random in
      let x = number(near: format, &random)
      guard x.isRegular else { return nil }
      let distance = random.integer(in: 0...90)
      let radius = Magnitude(
        significand: 1 + random.unit(), exponent: Int(x.raw._mpfr_exp) - distance)
      var reach = BigFloat(precision: 53)
      reach.set(radius)
      var lower = BigFloat(precision: 700)
      var upper = BigFloat(precision: 700)
      lower.setDifference(x, reach, rounding: .down)
      upper.setSum(x, reach, rounding: .up)
      let low = lower.exactlyRounded(to: format, .nearestEven)
      let high = upper.exactlyRounded(to: format, .nearestEven)
      guard let bits = x.nearest(in: format, within: radius) else {
        needless += low == high && distance > 70 ? 1 : 0
        return nil
      }
      decided += 1
      return bits == low && low == high
        ? nil : "\(x.shown()): \(bits), but \(low) … \(high)"
    }
    #expect(failure == nil)
    #expect(decided > 2000, "\(decided) decided, \(needless) needlessly left open")
  }

  @Test("stays open half-way between two values, and beside it within the radius")
  func ties() {
    let failure = counterexample(in: 10_000) { random in
      // From the least subnormal to the greatest value, and half a unit more.
      let bits = random.next() % (FloatFormat.binary64.greatestFiniteBits - 1) + 1
      let value = Double(bitPattern: bits)
      var x = BigFloat(value, precision: 192)
      var half = BigFloat(value.nextUp - value)
      half.scale(byPowerOfTwo: -1)
      x.add(half, rounding: .down)
      if x.nearest(in: .binary64, within: .zero) != nil { return "\(value): tie" }
      let even = bits + bits % 2
      if x.rounded(to: .binary64, .nearestEven) != even { return "\(value): even" }
      // Beside it, the radius decides.
      let place = Int(half.raw._mpfr_exp)
      var nudge = BigFloat(random.choice([1, -1]))
      nudge.scale(byPowerOfTwo: place - random.integer(in: 1...8))
      x.add(nudge, rounding: .down)
      let expected = nudge.isNegative ? bits : bits + 1
      guard x.rounded(to: .binary64, .nearestEven) == expected else {
        return "\(value): beside"
      }
      var ball = Ball(precision: 192)
      ball.set(Interval(x, x, precision: 192))
      ball.radius = .power(ofTwo: Int(nudge.raw._mpfr_exp))
      if ball.rounded(to: .binary64) != .undecided { return "\(value): reach" }
      ball.radius = .power(ofTwo: Int(nudge.raw._mpfr_exp) - 2)
      return ball.rounded(to: .binary64) == .decided(expected) ? nil : "\(value): short"
    }
    #expect(failure == nil)
  }
}
