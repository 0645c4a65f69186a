import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("An absolute error that is then divided or multiplied")
struct AbsoluteErrorTests {
  /// The largest absolute error, 2^−149.
  private static func bound() -> BigFloat {
    var result = BigFloat(1)
    result.scale(byPowerOfTwo: -149)
    return result
  }

  private static func error() -> OperationError {
    OperationError(
      relative: 0.125, absoluteSignificand: 1, absoluteExponent: -149, precision: 64)
  }

  /// What is wrong with `value` if it must contain what lies between the bounds.
  private static func complaint(
    _ value: borrowing Interval, _ down: borrowing BigFloat, _ up: borrowing BigFloat
  ) -> String? {
    if down.isNaN || value.isIndeterminate { return nil }
    let isInside = !value.isNaN && value.contains(down) && value.contains(up)
    return isInside ? nil : "\(value.shown()) lacks \(down.shown())"
  }

  /// The number plus or minus the largest error.
  private static func disturbed(
    _ x: borrowing BigFloat, _ random: inout SplitMix64
  ) -> BigFloat {
    var result = BigFloat(precision: 3000)
    // Numbers far apart are added towards the first, within the error.
    if random.bool() {
      result.setSum(x, bound(), rounding: .down)
    } else {
      result.setDifference(x, bound(), rounding: .up)
    }
    return result
  }

  @Test("dividing: (n + η) ÷ d for all points is within the widened n ÷ d")
  func quotient() {
    let error = Self.error()
    let failure = counterexample(in: 20_000) { random in
      let n = random.interval()
      let d = random.interval()
      let precision = random.precision()
      var value = BinaryOperation.quotient(n, d, precision: precision)
      let before = value.copy()
      error.widenAbsolutely(&value, overMagnitudeOf: d)
      if value.isBroken || !value.contains(before) { return value.shown() }
      for _ in 0..<3 {
        let x = random.point(of: n)
        let y = random.point(of: d)
        if x.isZero || y.isZero || x.isInfinite || y.isInfinite { continue }
        let numerator = Self.disturbed(x, &random)
        if numerator.signum * x.signum < 0 { continue }
        let down = BinaryOperation.quotient(
          numerator, y, precision: 900, rounding: .down)
        let up = BinaryOperation.quotient(numerator, y, precision: 900, rounding: .up)
        if let complaint = Self.complaint(value, down, up) {
          return "\(n.shown()) ÷ \(d.shown()): \(complaint)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("multiplying: (r + η) × n for all points is within the widened r × n")
  func product() {
    let error = Self.error()
    let failure = counterexample(in: 20_000) { random in
      let r = random.interval()
      let n = random.interval()
      let precision = random.precision()
      var value = BinaryOperation.product(r, n, precision: precision)
      let before = value.copy()
      error.widenAbsolutely(&value, timesMagnitudeOf: n)
      if value.isBroken || !value.contains(before) { return value.shown() }
      for _ in 0..<3 {
        let x = random.point(of: r)
        let y = random.point(of: n)
        if x.isZero || x.isInfinite || y.isInfinite { continue }
        let factor = Self.disturbed(x, &random)
        if factor.signum * x.signum < 0 { continue }
        let down = BinaryOperation.product(factor, y, precision: 900, rounding: .down)
        let up = BinaryOperation.product(factor, y, precision: 900, rounding: .up)
        if let complaint = Self.complaint(value, down, up) {
          return "\(r.shown()) × \(n.shown()): \(complaint)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }
}
