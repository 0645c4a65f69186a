import Formats
import Testing
import _TestSupport

@testable import Multiprecision

@Suite("Decimals from the leading 128 bits")
struct ShortDecimalTests {
  @Test("are those of the exact conversion, and nearly always decided")
  func exactConversion() {
    var (decided, open) = (0, 0)
    let failure = counterexample(in: 20_000) { random in
      let x = random.bigFloat(precision: random.precision())
      guard x.isRegular, abs(x.raw._mpfr_exp) <= 1100 else { return nil }
      let digits = random.integer(in: 1...34)
      let expected = x.exactDecimal(digits: digits, rounding: .nearestEven)
      let text = x.decimal(digits: digits)
      if text != expected { return "\(x.shown()): \(text), not \(expected)" }
      guard let short = ShortDecimal(x, within: .zero, digits: digits) else {
        open += digits == 30 ? 1 : 0
        return nil
      }
      decided += digits == 30 ? 1 : 0
      return short.text == expected ? nil : "\(x.shown()): \(short), not \(expected)"
    }
    #expect(failure == nil)
    #expect(decided > 200 && open <= decided / 50, "\(open) of \(decided + open) open")
  }

  @Test("are those of integers doubled and halved digit by digit")
  func schoolbook() {
    let failure = counterexample(in: 1500) { random in
      let digits = random.choice([1, 2, 15, 16, 17, 29, 30, 30, 31, 32])
      // All exponents of binary64, subnormals included, and some beyond.
      let exponent =
        random.oneIn(2)
        ? random.integer(in: -1090...970)
        : random.integer(in: -130...10)
      let significand =
        random.choice([
          random.bits(53), random.bits(random.integer(in: 1...53)), 1,
          (1 << 53) - random.bits(3),
        ]) + 1
      let isNegative = random.bool()
      var x = BigFloat(Double(significand), precision: random.choice([54, 64, 129, 192]))
      x.set(Int(significand))
      x.scale(byPowerOfTwo: exponent)
      if isNegative { x.negate() }
      let expected = DecimalInteger(UInt128(significand), timesTwoTo: exponent)
        .rounded(to: digits, isNegative: isNegative)
      let text = x.decimal(digits: digits)
      return text == expected ? nil : "\(significand)·2^\(exponent): \(text), \(expected)"
    }
    #expect(failure == nil)
  }

  /// `integer + 1/2 + sign · 2^−depth`, exactly.
  private func beside(_ integer: UInt128, sign: Int, depth: Int) -> BigFloat {
    var x = BigFloat(precision: 400)
    x.set(Int(integer >> 64))
    x.scale(byPowerOfTwo: 32)
    x.add(BigFloat(Double(UInt64(truncatingIfNeeded: integer) >> 32)), rounding: .down)
    x.scale(byPowerOfTwo: 32)
    x.add(BigFloat(Double(UInt32(truncatingIfNeeded: integer))), rounding: .down)
    x.add(BigFloat(0.5), rounding: .down)
    var nudge = BigFloat(Double(sign))
    nudge.scale(byPowerOfTwo: -depth)
    x.add(nudge, rounding: .down)
    return x
  }

  /// An integer of 30 digits.
  private func integer(_ random: inout SplitMix64) -> UInt128 {
    let least = PowersOfTen.shared.integer(29)
    if random.oneIn(8) { return random.choice([least, least * 10 - 1, least * 5]) }
    return least + (UInt128(random.next()) << 64 | UInt128(random.next())) % (least * 9)
  }

  @Test("a tie goes to the even digit, the exact way")
  func ties() {
    let failure = counterexample(in: 2000) { random in
      let integer = integer(&random)
      let x = beside(integer, sign: 0, depth: 0)
      if let short = ShortDecimal(x, within: .zero, digits: 30) {
        return "\(integer).5 is taken for \(short)"
      }
      let even = DecimalInteger(integer + integer % 2, timesTwoTo: 0)
        .rounded(to: 30, isNegative: false)
      return x.decimal(digits: 30) == even
        ? nil : "\(integer).5: \(x.decimal(digits: 30))"
    }
    #expect(failure == nil)
  }

  @Test("a radius that reaches a half-way number leaves the ball open, and no other")
  func nearTies() {
    var (decided, undecided) = (0, 0)
    let failure = counterexample(in: 6000) { random in
      let integer = integer(&random)
      let sign = random.choice([-1, 1])
      let depth = random.integer(in: 2...200)
      var ball = Ball(precision: 400)
      ball.set(
        Interval(
          beside(integer, sign: sign, depth: depth),
          beside(integer, sign: sign, depth: depth), precision: 400))
      // The radius is half to twice the distance, or far less.
      let radius = random.choice([depth + 1, depth, depth - 1, depth + 100])
      ball.radius = .power(ofTwo: -radius)
      let text = ball.decimal(digits: 30)
      let short = ShortDecimal(ball.midpoint, within: ball.radius, digits: 30)
      let expected = DecimalInteger(integer + (sign > 0 ? 1 : 0), timesTwoTo: 0)
        .rounded(to: 30, isNegative: false)
      if radius <= depth {
        undecided += 1
        // Exactly half-way is the end of the ball, which may round like the rest.
        let isOpen = text == nil || (radius == depth && text == expected)
        return isOpen && short == nil ? nil : "\(integer).5: \(text ?? "")"
      }
      decided += short == nil ? 0 : 1
      let isRight = short.map { $0.text == expected } ?? true
      return isRight && text == expected
        ? nil : "\(integer).5 \(sign) 2^−\(depth) within 2^−\(radius): \(text ?? "nil")"
    }
    #expect(failure == nil)
    #expect(decided > 100 && undecided > 100, "\(decided) decided, \(undecided) not")
  }

  @Test("all of a ball rounds to the decimal that it decides")
  func containment() {
    var decided = 0
    let failure = counterexample(in: 20_000) { random in
      let midpoint = random.bigFloat(precision: random.integer(in: 2...300))
      guard midpoint.isRegular, abs(midpoint.raw._mpfr_exp) <= 1100 else { return nil }
      let exponent = Int(midpoint.raw._mpfr_exp)
      let radius = Magnitude(
        significand: 1 + random.unit(), exponent: exponent - random.integer(in: 0...160))
      let digits = random.choice([1, 2, 3, 10, 17, 30, 32])
      guard let short = ShortDecimal(midpoint, within: radius, digits: digits) else {
        return nil
      }
      decided += 1
      var reach = BigFloat(precision: 53)
      reach.set(radius)
      // 600 bits hold both ends.
      var lower = BigFloat(precision: 600)
      var upper = BigFloat(precision: 600)
      lower.setDifference(midpoint, reach, rounding: .down)
      upper.setSum(midpoint, reach, rounding: .up)
      let low = lower.exactDecimal(digits: digits, rounding: .nearestEven)
      let high = upper.exactDecimal(digits: digits, rounding: .nearestEven)
      return short.text == low && low == high
        ? nil : "\(midpoint.shown()): \(short.text), but \(low) … \(high)"
    }
    #expect(failure == nil)
    #expect(decided > 3000)
  }

  @Test("every power of ten is within a unit of the table's")
  func powers() {
    for exponent in PowersOfTen.exponents {
      let power = PowersOfTen.shared.power(exponent)
      #expect(power.significand >> 127 == 1)
      // 1500 bits hold the powers, and enough of the reciprocals.
      var exact = BigFloat(precision: 1500)
      exact.setPower(BigFloat(10), abs(exponent), rounding: .nearestEven)
      if exponent < 0 {
        let divisor = exact.copy()
        exact.setQuotient(BigFloat(1), divisor, rounding: .down)
      }
      exact.scale(byPowerOfTwo: -power.exponent)
      exact.subtract(BigFloat(0x1p64 * Double(power.significand >> 75) * 0x1p11))
      exact.subtract(BigFloat(Double(power.significand >> 40 & (1 << 35 - 1)) * 0x1p40))
      exact.subtract(BigFloat(Double(power.significand & (1 << 40 - 1))))
      let isWithin = exact.compare(0) >= 0 && exact.compare(1) < 0
      #expect(isWithin, "10^\(exponent)")
    }
  }
}
