import Multiprecision
import Oracle

/// A number that figures compute with: an enclosure that is a value.
///
/// The oracle gives certified decimals; what a figure shows is often a formula on
/// them, such as the difference of two. Every result contains all values that the
/// operands admit, so that its decimals are certified as well, or undecided.
final class CertifiedNumber: Sendable {
  /// The significant digits of what figures show.
  static let digits = 12
  /// The precision of the enclosures, in bits.
  private static let precision = 256

  private let interval: Interval

  private init(_ write: (inout Interval) -> Void) {
    var interval = Interval(precision: Self.precision)
    write(&interval)
    self.interval = interval.copy()
  }

  /// Creates the number that is exactly `value`.
  convenience init(_ value: Double) { self.init { $0.set(value) } }

  /// Creates all numbers whose decimal, correctly rounded to so many digits, this is.
  ///
  /// Trailing zeros may be left out. Of numbers other than 0 no decimal is 0.
  convenience init(rounded decimal: String, to digits: Int) {
    let parts = decimal.split(separator: "e")
    guard decimal != "0", parts.count == 2, let exponent = Int(parts[1]),
      let low = BigFloat(decimal: decimal, precision: Self.precision, rounding: .down),
      let high = BigFloat(decimal: decimal, precision: Self.precision, rounding: .up),
      let reach = BigFloat(
        decimal: "5e\(exponent - digits)", precision: Self.precision, rounding: .up)
    else {
      precondition(decimal == "0", "\(decimal) is no decimal of the oracle's")
      self.init { $0.set(0) }
      return
    }
    let negated = -CertifiedNumber { $0.set(reach, reach) }
    let rounded = CertifiedNumber { $0.set(low, high) }
    self.init { sum in
      sum.setSum(rounded.interval, Interval(negated.interval.lower, reach))
    }
  }

  /// The value correctly rounded to `CertifiedNumber.digits` digits, if decided.
  var decimal: String? { interval.decimal(digits: Self.digits) }

  static func + (a: CertifiedNumber, b: CertifiedNumber) -> CertifiedNumber {
    CertifiedNumber { $0.setSum(a.interval, b.interval) }
  }

  static func - (a: CertifiedNumber, b: CertifiedNumber) -> CertifiedNumber {
    CertifiedNumber { $0.setDifference(a.interval, b.interval) }
  }

  static func * (a: CertifiedNumber, b: CertifiedNumber) -> CertifiedNumber {
    CertifiedNumber { $0.setProduct(a.interval, b.interval) }
  }

  static func / (a: CertifiedNumber, b: CertifiedNumber) -> CertifiedNumber {
    CertifiedNumber { $0.setQuotient(a.interval, b.interval) }
  }

  static prefix func - (a: CertifiedNumber) -> CertifiedNumber {
    CertifiedNumber { $0.setNegation(a.interval) }
  }

  /// The greater of two.
  func maximum(_ other: CertifiedNumber) -> CertifiedNumber {
    CertifiedNumber { $0.setMaximum(interval, other.interval) }
  }

  /// The lesser of two.
  func minimum(_ other: CertifiedNumber) -> CertifiedNumber {
    -(-self).maximum(-other)
  }

  /// The absolute value.
  var magnitude: CertifiedNumber { CertifiedNumber { $0.setMagnitude(interval) } }

  /// The square root.
  var squareRoot: CertifiedNumber { CertifiedNumber { $0.setSquareRoot(interval) } }

  /// The power with an exponent of at least 0.
  func power(_ exponent: Int) -> CertifiedNumber {
    CertifiedNumber { $0.setPower(interval, exponent) }
  }
}

extension Interval {
  fileprivate init(_ lower: borrowing BigFloat, _ upper: borrowing BigFloat) {
    self.init(lower, upper, precision: lower.precision)
  }
}

extension CertifiedNumber {
  /// Creates the number that a value of the oracle's encloses.
  convenience init(_ value: ExactValue) {
    self.init(rounded: value.decimal, to: ExactValue.digits)
  }
}
