import Dialects
import Oracle
import Rules

/// Faults of centered RMSprop.
enum CenteredFaults {
  static let all: [Fault] = [
    variance("variance-without-mean", "The mean is kept, but never subtracted.") { v, _ in
      v
    },
    variance("variance-plus-mean", "The squared mean is added.") { v, m in v + m * m },
    variance("variance-minus-plain-mean", "The mean is not squared.") { v, m in v - m },
    .rule(
      "mean-of-squares", .formula, "The mean averages g² instead of g.", .slip,
      where: \.isCentered
    ) { edit, _ in
      let g = edit.effectiveGradient
      edit.replaceAverage(.gradientAverage) {
        $0.decay * $0.old + $0.weight * (g * g)
      }
    },
  ]

  private static func variance(
    _ id: String, _ summary: String,
    _ change: @escaping @Sendable (SymbolicElement, SymbolicElement) -> SymbolicElement
  ) -> Fault {
    .rule(id, .formula, summary, .slip, where: \.isCentered) { edit, _ in
      let elements = edit.original.elements
      for (node, element) in elements.enumerated() {
        guard case .operation(.difference(let v, let square)) = element,
          case .operation(.product(let m, let other)) = elements[square], m == other
        else { continue }
        edit.replace(element: node) { _ in change(edit.element(v), edit.element(m)) }
      }
    }
  }
}
