import Formats
import Multiprecision
import Testing
import _TestSupport

private let infinity = Double.infinity

extension Interval {
  fileprivate static func power(
    _ base: borrowing Interval, _ exponent: borrowing Interval, precision: Int
  ) -> Interval {
    var result = Interval.used(precision: precision)
    result.setRealPower(base, exponent)
    return result
  }
}

extension SplitMix64 {
  /// An interval of bases: positive as a rule, often about 0 or 1.
  fileprivate mutating func bases() -> Interval {
    if oneIn(6) { return interval() }
    let a = choice([0, 1, 0.5, 2, infinity, unit(), 1 + unit(), 1 + unit() * 0x1p-30])
    let b = choice([a, a, 1, a + unit(), a * 0.999, a + 0x1p-20, 100 * unit()])
    return Domain.between(min(a, b), max(a, b)).interval()
  }

  /// An interval of exponents, often about 0.
  fileprivate mutating func exponents() -> Interval {
    if oneIn(6) { return interval() }
    let a = choice([0, 0.5, 1, -2, infinity, -infinity, double(in: -5...5)])
    let b = choice([a, a, 0, double(in: -5...5), a + 0x1p-20])
    return Domain.between(min(a, b), max(a, b)).interval()
  }
}

@Suite("A power with a real exponent")
struct RealPowerTests {
  @Test(
    "a table of bases and exponents",
    arguments: [
      (.point(4), .point(0.5), .point(2)), (.point(4), .point(-1.5), .point(0.125)),
      (.between(4, 9), .point(0.5), .between(2, 3)),
      (.between(4, 16), .point(-0.5), .between(0.25, 0.5)),
      (.point(4), .between(-0.5, 0.5), .between(0.5, 2)),
      (.point(0.25), .between(-0.5, 0.5), .between(0.5, 2)),
      (.between(0.25, 4), .between(-0.5, 1), .between(0.25, 4)),
      (.between(0.25, 0.5), .between(1, 2), .between(0.0625, 0.5)),
      (.between(0.25, 0.5), .between(-2, -1), .between(2, 16)),
      (.between(2, 4), .between(-2, -1), .between(0.0625, 0.5)),
      (.point(1), .between(-infinity, infinity), .point(1)),
      // Zero, which has no sign.
      (.point(0), .point(2), .point(0)), (.point(-0.0), .point(3), .point(0)),
      (.point(0), .point(0), .point(1)), (.point(0), .point(-0.5), .point(infinity)),
      (.point(-0.0), .point(-3), .point(infinity)),
      (.point(0), .between(0, 2), .between(0, 1)),
      (.between(0, 4), .point(0.5), .between(0, 2)),
      (.between(-0.0, 4), .point(-0.5), .between(0.5, infinity)),
      (.between(0, 4), .between(-1, 1), .between(0, infinity)),
      // Infinities.
      (.point(infinity), .point(-2), .point(0)),
      (.between(1, infinity), .point(2), .between(1, infinity)),
      (.point(0.5), .point(infinity), .point(0)),
      (.point(2), .point(-infinity), .point(0)),
      (.between(0.5, 2), .point(infinity), .between(0, infinity)),
      (.point(infinity), .between(-1, 1), .between(0, infinity)),
      // An exponent that is exactly 0 gives 1 for every base.
      (.between(-1, 1), .point(0), .point(1)), (.point(-infinity), .point(0), .point(1)),
      // Negative bases.
      (.point(-2), .point(3), .point(-8)), (.point(-2), .point(-2), .point(0.25)),
      (.point(-2), .point(0.5), .nan), (.between(-2, -1), .point(0.5), .nan),
      (.between(-2, -1), .between(0.25, 0.75), .nan),
      (.between(-2, -1), .between(0.25, 1), .anything),
      (.between(-2, -1), .between(-0.5, 0.5), .anything),
      (.between(-2, -1), .point(2), .anything),
      (.between(-2, 0), .point(0.5), .anything),
      (.between(-1, 4), .point(0.5), .anything),
      (.point(-infinity), .point(0.5), .point(infinity)),
      (.between(-infinity, -1), .point(0.5), .anything),
      (.point(-2), .point(infinity), .point(infinity)),
      (.between(-2, -1), .between(0.5, infinity), .anything),
      // NaN before anything, and anything before the ordinary.
      (.nan, .point(0), .nan), (.point(1), .nan, .nan), (.nan, .anything, .nan),
      (.anything, .nan, .nan), (.anything, .point(1), .anything),
      (.point(1), .anything, .anything),
    ] as [(Domain, Domain, Domain)])
  func table(base: Domain, exponent: Domain, expected: Domain) {
    let result = Interval.power(base.interval(), exponent.interval(), precision: 53)
    let isRight = result.isSame(as: expected.interval())
    #expect(isRight, "\(base) to the \(exponent) is \(result.shown())")
  }

  @Test("contains the power of every point, and of parts")
  func containment() {
    let failure = counterexample(in: 4000) { random in
      let base = random.bases()
      let exponent = random.exponents()
      let precision = random.precision()
      let result = Interval.power(base, exponent, precision: precision)
      let shown = "\(base.shown()) to the \(exponent.shown()): \(result.shown())"
      if result.isBroken { return shown }
      for _ in 0..<4 {
        var x = random.point(of: base)
        if x.isZero { x.setZero() }
        let y = random.point(of: exponent)
        var value = BigFloat.used(precision: 900)
        value.setRealPower(x, y, rounding: random.direction())
        if !result.contains(value) { return "\(shown) lacks \(value.shown())" }
      }
      let narrow = Interval.power(
        random.part(of: base), random.part(of: exponent), precision: precision)
      return !narrow.isBroken && result.contains(narrow)
        ? nil : "\(shown) lacks \(narrow.shown())"
    }
    #expect(failure == nil)
  }

  @Test("ends at the rounded extremes of the four corners")
  func tightness() {
    let failure = counterexample(in: 4000) { random in
      let base = random.bases()
      let exponent = random.exponents()
      let precision = random.precision()
      let result = Interval.power(base, exponent, precision: precision)
      if result.isNaN || result.isIndeterminate || base.lower.signum < 0 { return nil }
      var lower = BigFloat(infinity, precision: precision)
      var upper = BigFloat(-infinity, precision: precision)
      func admit(_ x: borrowing BigFloat, _ y: borrowing BigFloat) {
        var corner = BigFloat(precision: precision)
        var x = x.copy()
        if x.isZero { x.setZero() }
        corner.setRealPower(x, y, rounding: .down)
        if corner.compare(lower) < 0 { lower.set(corner) }
        corner.setRealPower(x, y, rounding: .up)
        if corner.compare(upper) > 0 { upper.set(corner) }
      }
      admit(base.lower, exponent.lower)
      admit(base.lower, exponent.upper)
      admit(base.upper, exponent.lower)
      admit(base.upper, exponent.upper)
      let isTight = result.lower.compare(lower) == 0 && result.upper.compare(upper) == 0
      return isTight
        ? nil : "\(base.shown()) to the \(exponent.shown()) is \(result.shown())"
    }
    #expect(failure == nil)
  }

  @Test("with quarters for exponents is the fourth root of an exact power")
  func roots() {
    let failure = counterexample(in: 5000) { random in
      let base = BigFloat(random.double(exponent: -40...40).magnitude)
      let quarters = random.integer(in: 0...40)
      let precision = random.precision()
      var exponent = BigFloat(Double(quarters))
      exponent.scale(byPowerOfTwo: -2)
      let result = Interval.power(
        Interval(base, base, precision: 53), Interval(exponent, exponent, precision: 53),
        precision: precision)
      // 40 factors of 53 bits; the fourth powers are exact as well.
      var exact = BigFloat(precision: 2200)
      exact.setPower(base, quarters, rounding: .nearestEven)
      func fourth(_ x: borrowing BigFloat) -> BigFloat {
        var power = BigFloat(precision: 1700)
        power.setPower(x, 4, rounding: .nearestEven)
        return power
      }
      let isInside =
        fourth(result.lower).compare(exact) <= 0
        && fourth(result.upper).compare(exact) >= 0
      // The ends are neighbours, or the same.
      var width = BigFloat(precision: precision)
      width.setDifference(result.upper, result.lower, rounding: .nearestEven)
      width.scale(byPowerOfTwo: precision - 1)
      let isTight = width.compareMagnitude(result.lower) <= 0
      let isExact = (fourth(result.lower).compare(exact) == 0) == result.isPoint
      return isInside && isTight && isExact
        ? nil : "\(base.shown()) to the \(quarters)/4: \(result.shown())"
    }
    #expect(failure == nil)
  }
}
