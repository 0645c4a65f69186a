import Dialects
import Oracle
import Rules

/// Faults of AdaMax's norm.
enum AdaMaxFaults {
  static let all: [Fault] = [
    maximum("norm-averages", "u ← β2·u + (1 − β2)·|g| instead of the maximum.") {
      a, b, e in a + (1 - e[.beta2]) * b
    },
    maximum("norm-sums", "u ← β2·u + |g| instead of the maximum.") { a, b, _ in a + b },
    maximum("norm-of-the-smaller", "The minimum is kept instead of the maximum.") {
      a, b, _ in -(-a).maximum(-b)
    },
    maximum("norm-of-this-gradient", "u is |g|, whatever was before.") { _, b, _ in b },
    maximum("norm-never-grows", "u only decays.") { a, _, _ in a },
    rule("norm-never-decays", "u is the greatest |g| of all.", .slip) { edit in
      edit.replaceElements {
        if case .product(_, let old) = $0,
          edit.original.elements[old] == .state(.infinityNorm)
        {
          return edit.element(old)
        }
        return nil
      }
    },
    rule("norm-of-the-signed-gradient", "g enters the maximum instead of |g|.", .slip) {
      edit in
      edit.replaceElements {
        if case .magnitude(let g) = $0 { return edit.element(g) }
        return nil
      }
    },
    rule("norm-of-squares", "g² enters the maximum instead of |g|.", .slip) { edit in
      edit.replaceElements {
        if case .magnitude(let g) = $0 { return edit.element(g) * edit.element(g) }
        return nil
      }
    },
    rule("norm-decays-as-the-moment", "u decays by β1.", .slip) { edit in
      edit.replaceElements {
        if case .product(_, let old) = $0,
          edit.original.elements[old] == .state(.infinityNorm)
        {
          return edit[.beta1] * edit.element(old)
        }
        return nil
      }
    },
    rule(
      "norm-rooted", "The step is divided by √u.", .likely("Adam divides by a root.")
    ) { edit in edit.replaceRatio { n, d in n / d.squareRoot() } },
    rule("norm-never-written", "u is used and then lost.", .seen("state-never-written")) {
      edit in
      edit.set(.infinityNorm, edit.old(.infinityNorm))
    },
  ]

  private static func rule(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ edit: @escaping @Sendable (ProgramRewriter) -> Void
  ) -> Fault {
    .rule(id, .formula, summary, evidence, where: { $0.optimizer == .adamax }) {
      rewriter, _ in edit(rewriter)
    }
  }

  private static func maximum(
    _ id: String, _ summary: String,
    _ change:
      @escaping @Sendable (
        SymbolicElement, SymbolicElement, ProgramRewriter
      ) -> SymbolicElement
  ) -> Fault {
    rule(id, summary, .slip) { edit in
      edit.replaceElements {
        if case .maximum(let a, let b) = $0 {
          return change(edit.element(a), edit.element(b), edit)
        }
        return nil
      }
    }
  }
}
