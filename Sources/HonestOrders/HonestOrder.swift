import Dialects
import Formats
import Rules

/// An order of evaluation, or a way of rounding, that is as good as the rule's.
///
/// It changes no exact value. An implementation that uses it is right, and so the
/// budget κ = 4 must have room for it.
public struct HonestOrder: Sendable {
  /// The permanent name, in lower-case words joined by hyphens.
  public let id: String
  /// What is computed, in a sentence.
  public let summary: String
  /// What the budget has to admit for it, besides errors of single operations.
  public let admissions: [Admission]
  /// Why it may need a budget beyond 1; nil where one rounding more or less is all.
  ///
  /// None needs more than 2 (`BudgetSoundness` on six million values).
  public let reason: String?
  /// Whether an intermediate result overflows only where the rule's own do, in
  /// formats with binary32's range of exponents and with less.
  public let range: Range
  private let rewriting: Rewriting?
  private let rounding: @Sendable (FloatFormat) -> OperationRounding?

  /// Declares changes to a program, which is the one that is edited.
  typealias Rewriting = @Sendable (FormulaEditor, Program) -> Void

  /// Where an order may be used.
  public enum Range: Sendable {
    /// Everywhere.
    case any
    /// In formats of binary32's range or more: some factor overflows earlier.
    case wide
    /// Where nothing overflows: overflow ends at the largest finite value.
    case withoutOverflow
  }

  /// Other formulas, each operation rounded to nearest.
  init(
    _ id: String, _ summary: String, needs admissions: [Admission] = [],
    range: Range = .any, rewriting: @escaping Rewriting
  ) {
    self.init(
      id: id, summary: summary, admissions: admissions, reason: nil, range: range,
      rewriting: rewriting, rounding: { _ in .specified })
  }

  /// The formulas of the rule, otherwise rounded; `rounding` gives nil for a format
  /// that does not have the order.
  init(
    _ id: String, _ summary: String, needs admissions: [Admission] = [],
    reason: String? = nil, range: Range = .any,
    rounding: @escaping @Sendable (FloatFormat) -> OperationRounding?
  ) {
    self.init(
      id: id, summary: summary, admissions: admissions, reason: reason, range: range,
      rewriting: nil, rounding: rounding)
  }

  /// The formulas of another order, otherwise rounded.
  init(
    _ id: String, _ summary: String, as other: HonestOrder,
    rounding: @escaping @Sendable (FloatFormat) -> OperationRounding?
  ) {
    self.init(
      id: id, summary: summary, admissions: other.admissions, reason: nil,
      range: other.range, rewriting: other.rewriting, rounding: rounding)
  }

  private init(
    id: String, summary: String, admissions: [Admission], reason: String?, range: Range,
    rewriting: Rewriting?,
    rounding: @escaping @Sendable (FloatFormat) -> OperationRounding?
  ) {
    self.id = id
    self.summary = summary
    self.admissions = admissions
    self.reason = reason
    self.range = range
    self.rewriting = rewriting
    self.rounding = rounding
  }

  /// How operations round in this order.
  ///
  /// - Parameter format: The format of the element operations.
  /// - Returns: nil if the order is not one for the format.
  public func rounding(in format: FloatFormat) -> OperationRounding? {
    if case .wide = range, format.maximumExponent < 127 { return nil }
    return rounding(format)
  }

  /// Whether the order writes formulas in another way.
  public var changesFormulas: Bool { rewriting != nil }

  /// The program in this order; the same program where nothing is written so.
  public func callAsFunction(
    _ program: Program, hyperparameters: Hyperparameters
  ) -> Program {
    program.rewritten { edit in
      rewriting?(FormulaEditor(edit, hyperparameters: hyperparameters), program)
    }
  }

  /// Whether an implementation of the dialect can differ in this order: whether
  /// some program of it is changed, or operations are rounded otherwise.
  public func applies(to dialect: Dialect) -> Bool {
    guard changesFormulas else { return true }
    let definition = dialect.optimizer.definition
    let values = definition.hyperparameters.map { ($0, 0.25) }
    let required = values.filter { $0.0.neutral == nil }
    for given in [values, required] {
      let given = Dictionary(uniqueKeysWithValues: given)
      guard let hyperparameters = try? Hyperparameters(dialect.optimizer, given) else {
        continue
      }
      for isRectified in [true, false] {
        let program = Program(
          dialect: dialect, hyperparameters: hyperparameters, isFirst: false,
          isRectified: isRectified)
        if self(program, hyperparameters: hyperparameters) != program.canonical {
          return true
        }
      }
    }
    return false
  }
}
