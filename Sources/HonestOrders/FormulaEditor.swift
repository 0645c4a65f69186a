import Dialects
import Rules

/// Replaces formulas in a program by others of the same value.
struct FormulaEditor {
  let edit: ProgramRewriter
  let hyperparameters: Hyperparameters
  private var program: Program { edit.original }

  init(_ edit: ProgramRewriter, hyperparameters: Hyperparameters) {
    self.edit = edit
    self.hyperparameters = hyperparameters
  }

  /// Replaces every element node that `change` has something else for.
  func replaceEach(_ change: (Int) -> (() -> SymbolicElement)?) {
    for node in program.elements.indices {
      if let result = change(node) { edit.replace(element: node) { _ in result() } }
    }
  }

  /// Replaces the new parameter θ′ where it is `x − s`, by what `change` makes of
  /// the nodes x and s.
  func replaceDescent(_ change: (Int, Int) -> (() -> SymbolicElement)?) {
    guard case .difference(let x, let s) = program.operation(program.parameter),
      let result = change(x, s)
    else { return }
    edit.setParameter(result())
  }

  /// Replaces the new parameter by what `change` makes of the node that holds it.
  func replaceParameter(_ change: (Int) -> (() -> SymbolicElement)?) {
    if let result = change(program.parameter) { edit.setParameter(result()) }
  }

  // MARK: What replacements are made of

  /// The copy of an element node.
  func element(_ node: Int) -> SymbolicElement { edit.element(node) }
  /// The copy of a scalar node.
  func scalar(_ node: Int) -> SymbolicScalar { edit.scalar(node) }
  /// The number 1.
  var one: SymbolicScalar { edit.integer(1) }
}
