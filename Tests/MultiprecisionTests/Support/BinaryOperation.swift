import Formats
import Multiprecision

/// An operation on two operands, in each of its readings.
enum BinaryOperation: String, CaseIterable {
  case sum, difference, product, quotient, maximum

  func callAsFunction(
    _ a: borrowing Interval, _ b: borrowing Interval, precision: Int
  ) -> Interval {
    var result = Interval.used(precision: precision)
    switch self {
    case .sum: result.setSum(a, b)
    case .difference: result.setDifference(a, b)
    case .product: result.setProduct(a, b)
    case .quotient: result.setQuotient(a, b)
    case .maximum: result.setMaximum(a, b)
    }
    return result
  }

  func callAsFunction(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, precision: Int,
    rounding: RoundingDirection
  ) -> BigFloat {
    var result = BigFloat.used(precision: precision)
    switch self {
    case .sum: result.setSum(a, b, rounding: rounding)
    case .difference: result.setDifference(a, b, rounding: rounding)
    case .product: result.setProduct(a, b, rounding: rounding)
    case .quotient: result.setQuotient(a, b, rounding: rounding)
    case .maximum: result.setMaximum(a, b, rounding: rounding)
    }
    return result
  }

  func callAsFunction(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .sum: a + b
    case .difference: a - b
    case .product: a * b
    case .quotient: a / b
    case .maximum: a.isNaN || b.isNaN ? .nan : max(a, b)
    }
  }

  func callAsFunction(_ a: Float, _ b: Float) -> Float {
    switch self {
    case .sum: a + b
    case .difference: a - b
    case .product: a * b
    case .quotient: a / b
    case .maximum: a.isNaN || b.isNaN ? .nan : max(a, b)
    }
  }
}

extension RoundedArithmetic {
  func perform(
    _ operation: BinaryOperation, _ a: borrowing BigFloat, _ b: borrowing BigFloat,
    into target: inout BigFloat
  ) {
    switch operation {
    case .sum: sum(a, b, into: &target)
    case .difference: difference(a, b, into: &target)
    case .product: product(a, b, into: &target)
    case .quotient: quotient(a, b, into: &target)
    case .maximum: maximum(a, b, into: &target)
    }
  }
}
