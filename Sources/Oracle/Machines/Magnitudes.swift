import Formats
import Multiprecision

/// Combines the least and the greatest magnitudes of intervals.
///
/// Results are rounded so that a bound which is asked of outer intervals is easier met
/// than of exact ones, and of inner intervals harder: least magnitudes are rounded down
/// for outer intervals, greatest ones up. Of something undefined, the least magnitude
/// is 0 and the greatest is infinite.
struct Magnitudes: ~Copyable {
  private var first: BigFloat
  private var second: BigFloat
  /// The direction of results of which less is easier met.
  private let less: RoundingDirection
  private let more: RoundingDirection

  init(precision: Int, side: Interval.Side) {
    first = BigFloat(precision: precision)
    second = BigFloat(precision: precision)
    (less, more) = side == .outer ? (.down, .up) : (.up, .down)
  }

  /// Whether the least magnitude is below 1.
  mutating func isBelowOne(_ a: borrowing Interval) -> Bool {
    first.setLeastMagnitude(a)
    return first.compare(1) < 0
  }

  /// The greatest magnitude.
  mutating func greatest<Result: ~Copyable>(
    _ a: borrowing Interval, _ body: (borrowing BigFloat) -> Result
  ) -> Result {
    first.setGreatestMagnitude(a)
    return body(first)
  }

  /// The sum of greatest magnitudes.
  mutating func sum<Result>(
    _ a: borrowing Interval, _ b: borrowing Interval,
    _ body: (borrowing BigFloat) -> Result
  ) -> Result {
    first.setGreatestMagnitude(a)
    second.setGreatestMagnitude(b)
    first.add(second, rounding: more)
    return body(first)
  }

  /// The product of least magnitudes.
  mutating func leastProduct<Result>(
    _ a: borrowing Interval, _ b: borrowing Interval,
    _ body: (borrowing BigFloat) -> Result
  ) -> Result {
    first.setLeastMagnitude(a)
    second.setLeastMagnitude(b)
    first.multiply(by: second, rounding: less)
    // Of zero and infinity the product may be anything.
    if first.isNaN { first.set(0.0) }
    return body(first)
  }

  /// The product of least magnitudes.
  mutating func leastProduct<Result>(
    _ a: borrowing Interval, _ b: borrowing Interval, _ c: borrowing Interval,
    _ body: (borrowing BigFloat) -> Result
  ) -> Result {
    leastProduct(a, b) { _ in }
    second.setLeastMagnitude(c)
    first.multiply(by: second, rounding: less)
    if first.isNaN { first.set(0.0) }
    return body(first)
  }

  /// The least magnitude of a quotient.
  mutating func leastQuotient<Result>(
    _ a: borrowing Interval, _ b: borrowing Interval,
    _ body: (borrowing BigFloat) -> Result
  ) -> Result {
    first.setLeastMagnitude(a)
    second.setGreatestMagnitude(b)
    first.divide(by: second, rounding: less)
    if first.isNaN { first.set(0.0) }
    return body(first)
  }

  /// The least magnitude of the reciprocal.
  mutating func leastReciprocal<Result>(
    _ a: borrowing Interval, _ body: (borrowing BigFloat) -> Result
  ) -> Result {
    first.set(1)
    second.setGreatestMagnitude(a)
    first.divide(by: second, rounding: less)
    return body(first)
  }

  /// The greatest magnitude of max(1, |a|) ÷ b.
  mutating func greatestQuotient<Result>(
    _ a: borrowing Interval, _ b: borrowing Interval,
    _ body: (borrowing BigFloat) -> Result
  ) -> Result {
    first.setGreatestMagnitude(a)
    if first.compare(1) < 0 { first.set(1) }
    second.setLeastMagnitude(b)
    first.divide(by: second, rounding: more)
    return body(first)
  }
}

extension BigFloat {
  fileprivate mutating func setLeastMagnitude(_ value: borrowing Interval) {
    if value.isNaN || value.isIndeterminate || value.mayBeZero { return setZero() }
    if value.lower.signum > 0 {
      set(value.lower)
    } else {
      setNegation(value.upper)
    }
  }

  fileprivate mutating func setGreatestMagnitude(_ value: borrowing Interval) {
    if value.isNaN || value.isIndeterminate { return setInfinity(negative: false) }
    if value.lower.compareMagnitude(value.upper) > 0 {
      setMagnitude(value.lower)
    } else {
      setMagnitude(value.upper)
    }
  }
}
