import Multiprecision
import Oracle

// The oracle gives certified decimals; what a figure shows is often a formula on
// them, such as the difference of two. Its enclosure contains all values that the
// decimals admit, so that its decimals are certified as well, or undecided.
extension Enclosure {
  /// The significant digits of what figures show.
  static let shownDigits = 12

  /// Creates all numbers whose decimal, correctly rounded to so many digits, this is.
  ///
  /// Trailing zeros may be left out. Of numbers other than 0 no decimal is 0.
  convenience init(rounded decimal: String, to digits: Int) {
    guard decimal != "0" else {
      self.init(0)
      return
    }
    // Half a unit of the last digit: 1.5e-3 of 2 digits is off by 5e-5 at most.
    let precision = Enclosure.standardPrecision
    let exponent = decimal.split(separator: "e").last.flatMap { Int($0) }
    guard let exponent,
      let low = BigFloat(decimal: decimal, precision: precision, rounding: .down),
      let high = BigFloat(decimal: decimal, precision: precision, rounding: .up),
      let reach = BigFloat(
        decimal: "5e\(exponent - digits)", precision: precision, rounding: .up)
    else { preconditionFailure("\(decimal) is no decimal of the oracle's") }
    self.init(precision: precision) {
      $0.set(low, high)
      $0.widen(by: reach)
    }
  }

  /// Creates the number that a value of the oracle's encloses.
  convenience init(_ value: ExactValue) {
    self.init(rounded: value.decimal, to: ExactValue.digits)
  }

  /// The value correctly rounded to the digits that figures show, if decided.
  var shownDecimal: String? { interval.decimal(digits: Enclosure.shownDigits) }
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
