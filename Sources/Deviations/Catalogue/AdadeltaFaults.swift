import Dialects
import Oracle
import Rules

/// Faults of Adadelta.
enum AdadeltaFaults {
  static let all: [Fault] = [
    rule(
      "update-average-restarts",
      "E[Δ²] is read under one key and written under another: it is always 0.",
      .seen("state-read-under-another-key")
    ) { edit in
      edit.replace(.state(.updateAverage)) { _ in edit.integer(0).element }
    },
    rule("update-average-of-gradients", "E[Δ²] averages g².", .slip) { edit in
      let g = edit.effectiveGradient
      edit.replaceAverage(.updateAverage) { $0.decay * $0.old + $0.weight * (g * g) }
    },
    rule(
      "update-average-of-the-scaled", "E[Δ²] averages (ηΔ)² instead of Δ².",
      .likely("the update is scaled in place.")
    ) { edit in
      let η = edit[.learningRate]
      edit.replaceAverage(.updateAverage) {
        $0.decay * $0.old + $0.weight * (η * (η * $0.input))
      }
    },
    rule(
      "update-average-of-magnitudes", "E[Δ²] averages |Δ|.", .slip
    ) { edit in
      guard let update = delta(edit.original) else { return }
      edit.replaceAverage(.updateAverage) {
        $0.decay * $0.old + $0.weight * edit.element(update).magnitude()
      }
    },
    rule("adadelta-numerator-missing", "Δ = g/√E[g²], as in RMSprop.", .slip) { edit in
      edit.replaceRatio { _, d in edit.integer(1).element / d }
    },
    rule("adadelta-numerator-unrooted", "E[Δ²] is not rooted.", .slip) { edit in
      edit.replaceRatio { n, d in n * n / d }
    },
    rule(
      "adadelta-rate-ignored", "η is documented but ignored.",
      .seen("learning-rate-ignored")
    ) { edit in
      edit.replaceUpdate { s in delta(edit.original).map(edit.element) ?? s }
    },
  ]

  /// The node of Δ.
  private static func delta(_ program: Program) -> Int? {
    program.anatomy.ratio.flatMap { ratio in
      program.elements.firstIndex {
        if case .operation(.product(ratio, _)) = $0 { true } else { false }
      }
    }
  }

  private static func rule(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ edit: @escaping @Sendable (ProgramRewriter) -> Void
  ) -> Fault {
    .rule(id, .formula, summary, evidence, where: { $0.optimizer == .adadelta }) {
      rewriter, _ in edit(rewriter)
    }
  }
}
