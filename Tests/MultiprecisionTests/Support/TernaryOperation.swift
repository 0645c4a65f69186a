import Formats
import Multiprecision

/// An operation on three operands with one rounding, in each of its readings.
enum TernaryOperation: String, CaseIterable {
  /// `a × b + c`.
  case fusedSum
  /// `a × b − c`.
  case fusedDifference
  /// `c − a × b`.
  case reversedDifference

  func callAsFunction(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, _ c: borrowing BigFloat,
    precision: Int, rounding: RoundingDirection
  ) -> BigFloat {
    var result = BigFloat.used(precision: precision)
    switch self {
    case .fusedSum: result.setFusedSum(a, b, plus: c, rounding: rounding)
    case .fusedDifference: result.setFusedDifference(a, b, minus: c, rounding: rounding)
    case .reversedDifference:
      result.setFusedDifference(c, minus: a, times: b, rounding: rounding)
    }
    return result
  }

  /// The same in two operations, the product in a register of that precision.
  func separately(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, _ c: borrowing BigFloat,
    precision: Int, rounding: RoundingDirection
  ) -> BigFloat {
    var product = BigFloat(precision: precision)
    product.setProduct(a, b, rounding: rounding)
    var result = BigFloat(precision: precision)
    switch self {
    case .fusedSum: result.setSum(product, c, rounding: rounding)
    case .fusedDifference: result.setDifference(product, c, rounding: rounding)
    case .reversedDifference: result.setDifference(c, product, rounding: rounding)
    }
    return result
  }

  func callAsFunction<Value: BinaryFloatingPoint>(
    _ a: Value, _ b: Value, _ c: Value
  ) -> Value {
    switch self {
    case .fusedSum: c.addingProduct(a, b)
    case .fusedDifference: (-c).addingProduct(a, b)
    case .reversedDifference: c.addingProduct(-a, b)
    }
  }
}

extension RoundedArithmetic {
  func perform(
    _ operation: TernaryOperation, _ a: borrowing BigFloat, _ b: borrowing BigFloat,
    _ c: borrowing BigFloat, into target: inout BigFloat
  ) {
    switch operation {
    case .fusedSum: fusedSum(a, b, plus: c, into: &target)
    case .fusedDifference: fusedDifference(a, b, minus: c, into: &target)
    case .reversedDifference: fusedDifference(c, minus: a, times: b, into: &target)
    }
  }
}
