import Formats
import Multiprecision

/// The errors that the budget reading grants to the operations in a format:
/// κ unit roundoffs, κ halves of the smallest subnormal, and overflow.
final class ErrorModel {
  private let format: FloatFormat
  private let error: OperationError
  /// The least magnitude that rounds beyond the largest finite value: halfway
  /// from it to the value that would follow it.
  private let overflowThreshold: BigFloat

  init(format: FloatFormat, budget: Double) {
    self.format = format
    error = OperationError(
      relative: budget * format.unitRoundoff, absoluteSignificand: budget,
      absoluteExponent: format.smallestSubnormalExponent - 1)
    let greatest = format.greatestFiniteBits
    let spacing = format.decode(greatest) - format.decode(greatest - 1)
    var threshold = BigFloat(format.decode(greatest), precision: 64)
    threshold.add(BigFloat(spacing / 2))
    overflowThreshold = threshold.copy()
  }

  /// Widens `value`, a scaled quotient, by the absolute error of an operation
  /// on its numerator that is then divided, and of one on the inverse of its
  /// divisor that is then multiplied.
  func admitUnderflow(
    to value: inout Interval, numerator: borrowing Interval, divisor: borrowing Interval
  ) {
    error.widenAbsolutely(&value, overMagnitudeOf: divisor)
    error.widenAbsolutely(&value, timesMagnitudeOf: numerator)
  }

  /// Widens `value` by the error of the operation that yielded it.
  func apply(to value: inout Interval) {
    if value.isNaN || value.isIndeterminate { return }
    error.widen(&value)
    switch format.overflow {
    case .infinity: value.overflow(beyond: overflowThreshold)
    case .nan: if value.reaches(overflowThreshold) { value.setIndeterminate() }
    case .saturate: break
    }
  }
}
