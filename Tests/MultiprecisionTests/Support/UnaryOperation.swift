import Formats
import Multiprecision

/// An operation on one operand, in each of its readings.
enum UnaryOperation: Hashable, CaseIterable, CustomStringConvertible {
  case squareRoot, magnitude, negation
  case power(Int)

  static let allCases: [UnaryOperation] =
    [.squareRoot, .magnitude, .negation] + [0, 1, 2, 3, 4, 7, 16, 33].map { .power($0) }

  func callAsFunction(_ a: borrowing Interval, precision: Int) -> Interval {
    var result = Interval.used(precision: precision)
    switch self {
    case .squareRoot: result.setSquareRoot(a)
    case .magnitude: result.setMagnitude(a)
    case .negation: result.setNegation(a)
    case .power(let exponent): result.setPower(a, exponent)
    }
    return result
  }

  func callAsFunction(
    _ a: borrowing BigFloat, precision: Int, rounding: RoundingDirection
  ) -> BigFloat {
    var result = BigFloat.used(precision: precision)
    switch self {
    case .squareRoot: result.setSquareRoot(a, rounding: rounding)
    case .magnitude: result.setMagnitude(a, rounding: rounding)
    case .negation: result.setNegation(a, rounding: rounding)
    case .power(let exponent): result.setPower(a, exponent, rounding: rounding)
    }
    return result
  }

  var description: String {
    switch self {
    case .squareRoot: "square root"
    case .magnitude: "magnitude"
    case .negation: "negation"
    case .power(let exponent): "power \(exponent)"
    }
  }
}
