import Dialects
import Rules

/// A way of writing the formulas of a rule that changes no exact value.
public struct FormulaOrder: Sendable {
  /// The permanent name, in lower-case words joined by hyphens.
  public let id: String
  /// What is computed, in a sentence.
  public let summary: String
  private let rewrite: @Sendable (FormulaEditor) -> Void

  init(
    _ id: String, _ summary: String,
    _ rewrite: @escaping @Sendable (FormulaEditor) -> Void
  ) {
    self.id = id
    self.summary = summary
    self.rewrite = rewrite
  }

  /// The program in this order; the same program where nothing is written so.
  public func callAsFunction(
    _ program: Program, hyperparameters: Hyperparameters
  ) -> Program {
    program.rewritten { edit in
      rewrite(FormulaEditor(edit, hyperparameters: hyperparameters))
    }
  }

  /// Whether the order differs from the rule's in some step of the dialect.
  public func applies(to dialect: Dialect) -> Bool {
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
