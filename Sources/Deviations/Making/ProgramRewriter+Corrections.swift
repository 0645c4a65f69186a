import Dialects
import Rules

/// The factors that correct a moment for its start.
extension ProgramRewriter {
  /// Replaces 1 − β^t, where a moment is divided by it.
  func replaceCorrection(
    _ name: Hyperparameter, _ change: @escaping (SymbolicScalar) -> SymbolicScalar
  ) {
    for node in original.scalars.indices where isCorrection(node, name) {
      guard isPartOfLength(node) else {
        replace(scalar: node, with: change)
        continue
      }
      // RAdam's ρ_t has the same number for another purpose.
      if let root = original.scalars.firstIndex(of: .operation(.squareRoot(node))) {
        replace(scalar: root) { _ in change(self.scalar(node)).squareRoot() }
      }
      replace(.scalar(node)) { _ in change(self.scalar(node)).element }
    }
  }

  /// Whether ρ_t = ρ∞ − 2 × t × β2^t / c of RAdam has that node for c.
  private func isPartOfLength(_ node: Int) -> Bool {
    original.scalars.indices.contains {
      guard case .difference(_, let term) = original.scalarOperation($0),
        case .quotient(_, node) = original.scalarOperation(term)
      else { return false }
      return true
    }
  }

  private func isCorrection(_ node: Int, _ name: Hyperparameter) -> Bool {
    original.complement(node).map { isPower($0, name) } ?? false
  }

  private func isPower(_ node: Int, _ name: Hyperparameter) -> Bool {
    guard case .power(let base, _) = original.scalarOperation(node) else { return false }
    return original.hyperparameter(base) == name
  }

  /// Replaces β^t and β^(t+1); `change` gets the copy and the exponent.
  func replacePowers(
    of name: Hyperparameter,
    _ change: @escaping (SymbolicScalar, StepInteger) -> SymbolicScalar
  ) {
    for node in original.scalars.indices {
      guard case .power(_, let exponent) = original.scalarOperation(node),
        isPower(node, name)
      else { continue }
      replace(scalar: node) { change($0, exponent) }
    }
  }
}
