import Formats
import Synchronization

/// The arithmetic of the scalar part of a rule: a format for constant scalars, and one for
/// running ones (SPEC §1.1).
final class ScalarArithmetic: Sendable {
  private let constant: FloatFormat
  private let running: FloatFormat
  private let multipliesPowers: Bool
  /// For each base the power that was reached last, factor by factor.
  private let products = Mutex<[Double: (exponent: Int64, value: Double)]>([:])

  /// Creates the arithmetic of an evaluation, for elements in a format.
  init(_ evaluation: ScalarEvaluation, elements: FloatFormat) {
    constant = evaluation.hasWideConstants ? .binary64 : elements
    running = evaluation.hasWideRunning ? .binary64 : elements
    multipliesPowers = evaluation.multipliesPowers
  }

  /// The format of constant or running scalars.
  func format(isRunning: Bool) -> FloatFormat { isRunning ? running : constant }

  /// The value nearest to a number, or to an exact result that is not representable in
  /// binary64: to round + − × ÷ √ to 53 bits first changes nothing for 24 bits or less.
  func round(_ value: Double, isRunning: Bool) -> Double {
    let format = isRunning ? running : constant
    switch format.bitWidth {
    case 64: return value
    case 32: return Double(Float(value))
    default: return format.round(value)
    }
  }

  /// The power of a hyperparameter to a step number.
  func power(_ base: Double, _ exponent: Int64) -> Double {
    if base.isNaN { return exponent == 0 ? 1 : base }
    return multipliesPowers
      ? product(base, exponent) : integerPower(base, exponent, in: running)
  }

  private func product(_ base: Double, _ exponent: Int64) -> Double {
    if exponent == 0 { return 1 }
    return products.withLock { products in
      var (count, value) = products[base] ?? (1, base)
      if count > exponent { (count, value) = (1, base) }
      while count < exponent {
        let next = round(value * base, isRunning: true)
        // What a factor does not change, no further one does.
        if next == value { break }
        value = next
        count += 1
      }
      products[base] = (count, value)
      return value
    }
  }
}
