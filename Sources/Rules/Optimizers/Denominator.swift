import Dialects

extension SymbolicStep {
  /// `√(q + ε_root) + ε`, without the terms that are absent.
  func denominator(_ q: Element) -> Element {
    let root = (uses(.epsilonRoot) ? q + self[.epsilonRoot] : q).squareRoot()
    return uses(.epsilon) ? root + self[.epsilon] : root
  }
}
