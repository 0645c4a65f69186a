import Dialects

extension SymbolicStep {
  /// `√(q + ε_root) + ε`, without the terms that are absent.
  func denominator(_ q: Element) -> Element {
    // Where ε_root stays in the second moment, q has it already.
    let isAdded = uses(.epsilonRoot) && !dialect.optimizer.definition.keepsEpsilonRoot
    let root = (isAdded ? q + self[.epsilonRoot] : q).squareRoot()
    return uses(.epsilon) ? root + self[.epsilon] : root
  }
}
