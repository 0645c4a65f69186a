import Formats
import Multiprecision
import _TestSupport

extension Ball {
  /// A ball that some other operation has left behind.
  static func used(precision: Int) -> Ball {
    var result = Ball(precision: precision)
    result.set(-6.1)
    result.setNaN()
    return result
  }

  /// Whether it is the same enclosure as `other`.
  borrowing func isSame(as other: borrowing Ball) -> Bool {
    interval().isSame(as: other.interval())
  }

  /// What is known of the value, as an expectation can take it.
  enum State { case nan, unknown, zero, point, inexact }

  var state: State {
    if isNaN { return .nan }
    if isIndeterminate { return .unknown }
    if isZero { return .zero }
    return isPoint ? .point : .inexact
  }

  /// The ends, or the kind.
  borrowing func shown() -> String { interval().shown() }
}

extension SplitMix64 {
  /// A ball about a random interval, or a point.
  mutating func ball() -> Ball {
    let precision = precision()
    var result = Ball(precision: precision)
    if oneIn(3) {
      result.set(pointInterval())
    } else {
      result.set(interval())
    }
    return result
  }
}

extension BinaryOperation {
  func callAsFunction(_ a: borrowing Ball, _ b: borrowing Ball, precision: Int) -> Ball {
    var result = Ball.used(precision: precision)
    switch self {
    case .sum: result.setSum(a, b)
    case .difference: result.setDifference(a, b)
    case .product: result.setProduct(a, b)
    case .quotient: result.setQuotient(a, b)
    case .maximum: result.setMaximum(a, b)
    }
    return result
  }
}

extension UnaryOperation {
  func callAsFunction(_ a: borrowing Ball, precision: Int) -> Ball {
    var result = Ball.used(precision: precision)
    switch self {
    case .squareRoot: result.setSquareRoot(a)
    case .magnitude: result.setMagnitude(a)
    case .negation: result.setNegation(a)
    case .power(let exponent): result.setPower(a, exponent)
    }
    return result
  }
}
