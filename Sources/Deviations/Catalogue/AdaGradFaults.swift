import Dialects
import Oracle
import Rules

/// Faults of AdaGrad's own formula.
enum AdaGradFaults {
  static let all: [Fault] = [
    .dialect(
      "rate-decay-counts-ahead", .formula, "1 + t·ℓ stands for 1 + (t − 1)·ℓ.",
      .seen("step-counted-from-another-number"),
      where: { $0[LearningRateDecayClock.self] == .previous }
    ) { $0.with(LearningRateDecayClock.current) },
    .dialect(
      "rate-decay-counts-behind", .formula, "1 + (t − 1)·ℓ stands for 1 + t·ℓ.",
      .seen("step-counted-from-another-number"),
      where: { $0[LearningRateDecayClock.self] == .current }
    ) { $0.with(LearningRateDecayClock.previous) },
    adagrad(
      "rate-decay-ignored", "The rate does not decay.",
      .seen("hyperparameter-accepted-and-ignored")
    ) { edit in
      edit.replace(.hyperparameter(.learningRateDecay)) { _ in edit.integer(0) }
    },
    adagrad("rate-decay-squared", "The rate decays by ℓ².", .slip) { edit in
      edit.replace(.hyperparameter(.learningRateDecay)) { $0 * $0 }
    },
    adagrad(
      "accumulator-decay-ignored", "The accumulator does not decay.",
      .seen("hyperparameter-accepted-and-ignored")
    ) {
      edit in
      edit.replace(.hyperparameter(.accumulatorDecay)) { _ in edit.integer(1) }
    },
    adagrad(
      "accumulator-averages", "The accumulator is an average with the weight 1 − ρa.",
      .likely("RMSprop is made like that.")
    ) { edit in
      guard edit.original.scalars.contains(.hyperparameter(.accumulatorDecay)) else {
        return
      }
      let g = edit.effectiveGradient
      let ρ = edit[.accumulatorDecay]
      edit.replaceNew(.squareSum) { _ in
        ρ * edit.old(.squareSum) + (1 - ρ) * (g * g)
      }
    },
    adagrad("sum-of-magnitudes", "|g| is summed instead of g².", .slip) { edit in
      let g = edit.effectiveGradient
      edit.replaceNew(.squareSum) { _ in edit.old(.squareSum) + g.magnitude() }
    },
    adagrad("mean-for-sum", "The mean of the squares is rooted.", .slip) { edit in
      edit.replaceRoots { ($0 / edit.step()).squareRoot() }
    },
  ]

  private static func adagrad(
    _ id: String, _ summary: String, _ evidence: Evidence,
    _ edit: @escaping @Sendable (ProgramRewriter) -> Void
  ) -> Fault {
    .rule(id, .formula, summary, evidence, where: { $0.optimizer == .adagrad }) {
      rewriter, _ in edit(rewriter)
    }
  }
}
