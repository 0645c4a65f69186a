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
    guard decimal != "0" else {
      self.init(0)
      return
    }
    // Half a unit of the last digit: 1.5e-3 of 2 digits is off by 5e-5 at most.
    let exponent = decimal.split(separator: "e").last.flatMap { Int($0) }
    guard let exponent,
      let low = BigFloat(decimal: decimal, precision: Self.precision, rounding: .down),
      let high = BigFloat(decimal: decimal, precision: Self.precision, rounding: .up),
      let reach = BigFloat(
        decimal: "5e\(exponent - digits)", precision: Self.precision, rounding: .up)
    else { preconditionFailure("\(decimal) is no decimal of the oracle's") }
    self.init {
      $0.set(low, high)
      $0.widen(by: reach)
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
  /// Takes in all numbers that are at most `reach` away.
  fileprivate mutating func widen(by reach: borrowing BigFloat) {
    var distance = Interval(precision: precision)
    var below = Interval(precision: precision)
    var above = Interval(precision: precision)
    distance.set(reach, reach)
    below.setDifference(self, distance)
    above.setSum(self, distance)
    set(below.lower, above.upper)
  }
}

extension CertifiedNumber {
  /// Creates the number that a value of the oracle's encloses.
  convenience init(_ value: ExactValue) {
    self.init(rounded: value.decimal, to: ExactValue.digits)
  }
}
