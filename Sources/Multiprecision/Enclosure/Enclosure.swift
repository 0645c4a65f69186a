import Formats

/// An enclosure that is a value: an `Interval` that is never changed again, so
/// that formulas can be written with operators.
///
/// Every result contains all values of the operation on points of the operands,
/// at the greater of their precisions. It costs an allocation for each operation;
/// loops that matter work on intervals in place.
public final class Enclosure: Sendable {
  /// The enclosure.
  public let interval: Interval

  /// The precision of numbers written in formulas, in bits.
  public static let standardPrecision = 256

  /// Creates the result of writing into an interval that starts as 0.
  public init(precision: Int, _ write: (inout Interval) -> Void) {
    var interval = Interval(precision: precision)
    write(&interval)
    self.interval = interval.copy()
  }

  /// Creates the point `value`, or NaN.
  public convenience init(
    _ value: Double, precision: Int = Enclosure.standardPrecision
  ) {
    self.init(precision: precision) { $0.set(value) }
  }

  /// Creates the enclosure that an interval is.
  public convenience init(_ interval: borrowing Interval) {
    let value = interval.copy()
    self.init(precision: value.precision) { $0.set(value) }
  }

  /// The number of significand bits of the endpoints.
  public var precision: Int { interval.precision }
}

extension Enclosure: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public convenience init(floatLiteral value: Double) { self.init(value) }
  public convenience init(integerLiteral value: Int) { self.init(Double(value)) }
}

extension Enclosure: CustomStringConvertible {
  /// Both ends, rounded to 17 digits.
  public var description: String {
    if interval.isNaN { return "NaN" }
    if interval.isIndeterminate { return "anything" }
    let low = interval.lower.decimal(digits: 17)
    let high = interval.upper.decimal(digits: 17)
    return low == high ? low : "[\(low), \(high)]"
  }
}
