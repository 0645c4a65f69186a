import Formats
import Multiprecision

extension BigFloat {
  /// Whether it is the same datum as `other`, at whatever precision.
  ///
  /// That is, equal with equal signs, so that the zeros differ, or both NaN.
  borrowing func isSame(as other: borrowing BigFloat) -> Bool {
    if isNaN || other.isNaN { return isNaN && other.isNaN }
    return compare(other) == 0 && isNegative == other.isNegative
  }

  /// The value with digits enough to tell it from its neighbours.
  borrowing func shown() -> String {
    decimal(digits: 2 + Int(Double(precision) * 0.302)) + "@\(precision)"
  }
}

extension Interval {
  /// The kind, and the endpoints where they mean something.
  borrowing func shown() -> String {
    isNaN
      ? "NaN" : isIndeterminate ? "anything" : "[\(lower.shown()), \(upper.shown())]"
  }

  /// Whether it is ordinary and yet an endpoint is NaN, which must never be.
  ///
  /// Comparing such an endpoint would end the process before a test could report.
  var isBroken: Bool {
    !isNaN && !isIndeterminate && (lower.isNaN || upper.isNaN)
  }

  /// Whether it is the same enclosure as `other`, at whatever precision.
  borrowing func isSame(as other: borrowing Interval) -> Bool {
    if isBroken || other.isBroken { return false }
    if isNaN || isIndeterminate || other.isNaN || other.isIndeterminate {
      return isNaN == other.isNaN && isIndeterminate == other.isIndeterminate
    }
    return lower.compare(other.lower) == 0 && upper.compare(other.upper) == 0
  }
}
