import Dialects
import Formats
import Rules

/// An order of evaluation, or a way of rounding, that is as good as the rule's.
///
/// It changes no exact value. An implementation that uses it is right, and so the
/// budget κ = 4 must have room for it (`BudgetSoundness`).
public struct HonestOrder: Sendable {
  /// The permanent name, in lower-case words joined by hyphens.
  public let id: String
  /// What is computed, in a sentence.
  public let summary: String
  /// Why it may need a budget beyond 1; nil where one rounding more or less is all.
  ///
  /// None needs more than 2 (`BudgetSoundness` on six million values).
  public let reason: String?
  /// Whether an intermediate result overflows only where the rule's own do, in
  /// formats with binary32's range of exponents and with less.
  public let range: Range
  /// The formulas, where they are not the rule's.
  public let formula: FormulaOrder?
  private let makeRounding: @Sendable (FloatFormat) -> OperationRounding?

  /// Where an order may be used.
  public enum Range: Sendable {
    /// Everywhere.
    case any
    /// In formats of binary32's range or more: some factor overflows earlier.
    case wide
    /// Where nothing overflows: overflow ends at the largest finite value.
    case withoutOverflow
  }

  init(
    _ formula: FormulaOrder, id: String? = nil, summary: String? = nil,
    reason: String? = nil, range: Range = .any,
    rounding: @escaping @Sendable (FloatFormat) -> OperationRounding? = { _ in
      OperationRounding()
    }
  ) {
    self.id = id ?? formula.id
    self.summary = summary ?? formula.summary
    self.reason = reason
    self.range = range
    self.formula = formula
    makeRounding = rounding
  }

  init(
    _ id: String, _ summary: String, reason: String? = nil, range: Range = .any,
    rounding: @escaping @Sendable (FloatFormat) -> OperationRounding?
  ) {
    self.id = id
    self.summary = summary
    self.reason = reason
    self.range = range
    formula = nil
    makeRounding = rounding
  }

  /// How operations round in this order.
  ///
  /// - Parameter format: The format of the element operations.
  /// - Returns: nil if the order is not one for the format.
  public func rounding(in format: FloatFormat) -> OperationRounding? {
    if case .wide = range, format.maximumExponent < 127 { return nil }
    return makeRounding(format)
  }
}
