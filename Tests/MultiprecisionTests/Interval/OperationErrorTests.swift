import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("The error of an operation")
struct OperationErrorTests {
  @Test("widening admits x(1 + δ) + η of the sign of x, and nothing beyond zero")
  func widening() {
    let failure = counterexample(in: 30_000) { random in
      let relative =
        random.oneIn(4) ? 0 : random.double(exponent: -60 ... -1).magnitude
      let significand = random.oneIn(4) ? 0 : random.double(exponent: 0...0).magnitude
      let exponent = random.choice([-2000, -1074, -149, -24, -60, -10, 0])
      let error = OperationError(
        relative: relative, absoluteSignificand: significand,
        absoluteExponent: exponent, precision: 64)
      let before = random.interval()
      var after = before.copy()
      error.widen(&after)
      func report(_ what: String) -> String {
        "\(before.shown()), error \(relative) + \(significand)p\(exponent), "
          + "gives \(after.shown()): \(what)"
      }
      if !after.contains(before) { return report("narrower") }
      if before.isZero && !after.isZero { return report("an exact zero moved") }
      if before.lower.signum >= 0 && after.lower.signum < 0 { return report("sign") }
      if before.upper.signum <= 0 && after.upper.signum > 0 { return report("sign") }
      let isLowerKept = before.lower.isInfinite ? after.lower.isInfinite : true
      let isUpperKept = before.upper.isInfinite ? after.upper.isInfinite : true
      if !isLowerKept || !isUpperKept { return report("an infinity moved") }
      for _ in 0..<3 {
        let x = random.point(of: before)
        if x.isZero || x.isInfinite { continue }
        let y = disturbed(x, relative, significand, exponent, &random)
        if y.signum * x.signum < 0 { continue }
        if !after.contains(y) { return report("lacks \(y.shown()) of \(x.shown())") }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// `x(1 + δ) + η` with |δ| and |η| at or below the given bounds, exact enough.
  private func disturbed(
    _ x: borrowing BigFloat, _ relative: Double, _ significand: Double, _ exponent: Int,
    _ random: inout SplitMix64
  ) -> BigFloat {
    // The bounds themselves are the cases that matter most.
    let part = random.bool() ? 1 : random.double(in: -1...1)
    let towardZero: RoundingDirection = .towardZero
    var eta = BigFloat(significand, precision: 106)
    eta.multiply(by: BigFloat(random.bool() ? part : random.double(in: -1...1)))
    eta.scale(byPowerOfTwo: exponent)
    var delta = BigFloat(relative, precision: 106)
    delta.multiply(by: BigFloat(part))
    var y = BigFloat(precision: 4000)
    y.setProduct(x, delta, rounding: towardZero)
    if random.bool() {
      y.negate()
      eta.negate()
    }
    // The sum of numbers far apart is rounded towards x, so that it stays
    // within the error.
    y.add(eta, rounding: towardZero)
    y.add(x, rounding: y.isNegative ? .up : .down)
    return y
  }

  @Test("widening is tight to 50 bits where nothing stops it")
  func tightness() {
    let failure = counterexample(in: 10_000) { random in
      let relative = random.double(exponent: -40 ... -2).magnitude
      let error = OperationError(
        relative: relative, absoluteSignificand: 0, absoluteExponent: 0, precision: 64)
      let x = random.double(exponent: -100...100)
      var interval = Interval(precision: 300)
      interval.set(x)
      error.widen(&interval)
      // reach = |x| · relative to 64 bits, endpoints to 300.
      let size = x.magnitude * relative
      var width = BigFloat(precision: 300)
      width.setDifference(interval.upper, interval.lower, rounding: .up)
      let isTight = width.toDouble() <= 2 * size * (1 + 0x1p-50)
      return isTight ? nil : "\(x) ± \(relative): \(interval.shown())"
    }
    #expect(failure == nil)
  }

  @Test("undefined intervals stay what they are", arguments: [Domain.nan, .anything])
  func undefined(domain: Domain) {
    let error = OperationError(
      relative: 0.5, absoluteSignificand: 1, absoluteExponent: 0, precision: 64)
    var value = domain.interval()
    error.widen(&value)
    let isKept = value.isSame(as: domain.interval())
    #expect(isKept)
    value.overflow(beyond: BigFloat(1))
    let isStillKept = value.isSame(as: domain.interval())
    #expect(isStillKept)
    let reaches = value.reaches(BigFloat(1))
    #expect(reaches)
  }

  @Test("overflow admits an infinity exactly where the magnitude reaches the threshold")
  func overflow() {
    let failure = counterexample(in: 10_000) { random in
      let before = random.interval()
      var threshold = BigFloat(precision: 100)
      switch random.integer(in: 0...2) {
      case 0: threshold.setMagnitude(before.lower)
      case 1: threshold.setMagnitude(before.upper)
      default: threshold.setMagnitude(random.bigFloat(precision: 100))
      }
      if threshold.signum <= 0 { return nil }
      let after = overflowed(before, threshold)
      var negated = threshold.copy()
      negated.negate()
      let isAbove = before.upper.compare(threshold) >= 0
      let isBelow = before.lower.compare(negated) <= 0
      let isUpperRight =
        isAbove
        ? after.upper.compare(.infinity) == 0
        : after.upper.compare(before.upper) == 0
      let isLowerRight =
        isBelow
        ? after.lower.compare(-.infinity) == 0
        : after.lower.compare(before.lower) == 0
      let isReached = before.reaches(threshold) == (isAbove || isBelow)
      if isUpperRight && isLowerRight && isReached { return nil }
      return "\(before.shown()) beyond \(threshold.shown()): \(after.shown())"
    }
    #expect(failure == nil)
  }

  private func overflowed(
    _ interval: borrowing Interval, _ threshold: borrowing BigFloat
  ) -> Interval {
    var result = interval.copy()
    result.overflow(beyond: threshold)
    return result
  }
}
