import Dialects
import Oracle
import Rules

/// Faults of the formula that no other kind has.
enum FormulaFaults {
  static let all = rates + ratios

  private static let rates: [Fault] = [
    step(
      "rate-applied-twice", "The step is multiplied by η once more.",
      .seen("learning-rate-applied-twice")
    ) {
      s, e in e[.learningRate] * s
    },
    step(
      "rate-missing", "The step is not multiplied by η.", .seen("learning-rate-ignored")
    ) { s, e in
      s / e[.learningRate]
    },
    step("rate-halved", "The step is half as large.", .likely("a mean for a sum.")) {
      s, e in s / e.integer(2)
    },
    step(
      "rate-slightly-off", "The step is larger by a two-thousandth.",
      .likely("tolerances of 1e-3 do not see it.")
    ) { s, e in e.constant(1.0005) * s },
    step(
      "step-clipped", "The step is clipped to ±η/8.",
      .seen("hyperparameter-accepted-and-ignored")
    ) { s, e in
      let limit = e[.learningRate] / e.integer(8)
      return -(-(s.maximum(0 - limit))).maximum(0 - limit)
    },
    step("step-of-magnitude", "|s| is subtracted.", .slip) { s, _ in s.magnitude() },
  ]

  private static func step(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ change: @escaping @Sendable (SymbolicElement, ProgramRewriter) -> SymbolicElement
  ) -> Fault {
    .rule(id, .formula, summary, evidence) { edit, _ in
      edit.replaceUpdate { change($0, edit) }
    }
  }

  private static func ratio(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { $0.optimizer != .sgd },
    _ change:
      @escaping @Sendable (
        _ n: SymbolicElement, _ d: SymbolicElement, ProgramRewriter
      ) -> SymbolicElement
  ) -> Fault {
    .rule(id, .formula, summary, evidence, where: applies) { edit, _ in
      edit.replaceRatio { change($0, $1, edit) }
    }
  }

  private static let ratios: [Fault] = [
    ratio("denominator-multiplied", "n·D stands for n/D.", .slip) { n, d, _ in n * d },
    ratio("ratio-inverted", "D/n stands for n/D.", .seen("arguments-in-another-order")) {
      n, d, _ in d / n
    },
    ratio(
      "denominator-missing", "The step is not divided by D.",
      .seen("product-ignores-its-target")
    ) {
      n, _, _ in n
    },
    ratio("denominator-squared", "The step is divided by D².", .slip) { n, d, _ in
      n / (d * d)
    },
    ratio(
      "denominator-rooted", "A square root too many is taken of D.",
      .seen("root-too-many")
    ) {
      n, d, _ in n / d.squareRoot()
    },
    ratio(
      "numerator-of-the-gradient", "The step is made of g instead of the moment.",
      .likely("RMSprop is made like that."), where: { $0.hasFirstMoment }
    ) { _, d, e in e.effectiveGradient / d },
    ratio("numerator-squared", "The step is made of n².", .slip) { n, d, _ in n * n / d },
    .rule(
      "root-missing", .formula, "The average of squares is not rooted.", .slip,
      where: \.hasRoot
    ) { edit, _ in edit.replaceRoots { $0 } },
    .rule(
      "root-of-the-root", .formula, "A square root too many is taken.",
      .seen("root-too-many"),
      where: \.hasRoot
    ) { edit, _ in edit.replaceRoots { $0.squareRoot().squareRoot() } },
    .rule(
      "root-of-a-negative", .formula,
      "Arguments in another order: the root is taken of the gradient.",
      .seen("arguments-in-another-order"),
      where: \.hasRoot
    ) { edit, _ in
      edit.keepState()
      let g = edit.gradient
      edit.replaceRoots { _ in g.squareRoot() }
    },
    .rule(
      "root-of-this-gradient", .formula, "D is made of this step's g² alone.",
      .seen("accumulator-overwritten"), where: { $0.hasRoot && $0.optimizer != .adadelta }
    ) { edit, _ in
      edit.keepState()
      let g = edit.effectiveGradient
      edit.replaceRoots { _ in g.magnitude() }
    },
    .rule(
      "gradient-doubled", .formula, "The gradient is taken twice.",
      .likely("the gradient of |r|² for that of ½|r|²."),
      where: { _ in true }
    ) { edit, _ in edit.replace(.gradient) { $0 + $0 } },
    .rule(
      "gradient-sign-alone", .formula, "Only the sign of the gradient is used.", .slip
    ) { edit, _ in
      edit.replace(.gradient) { $0 / ($0.magnitude() + edit.constant(1e-300)) }
    },
  ]
}
