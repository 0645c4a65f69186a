import Dialects
import Rules

extension HonestOrder {
  /// With δ near 1 the difference would cancel.
  static let distributedDampening = HonestOrder(
    "distributed-dampening", "g − δ·g for (1 − δ)·g, for |δ| ≤ 1/2",
    needs: [.infiniteComplement]
  ) { editor, program in
    editor.replaceEach { node in
      guard let (c, g) = program.scaled(node), let δ = program.complement(c),
        program.hyperparameter(δ) == .dampening,
        editor.hyperparameters[.dampening].magnitude <= 0.5
      else { return nil }
      return { editor.element(g) - editor.scalar(δ) * editor.element(g) }
    }
  }
}
