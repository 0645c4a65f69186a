import Dialects
import Rules

/// Faults of AdaBelief: what gradients are compared with, and where ε_root stays.
enum AdaBeliefFaults {
  static let all: [Fault] = [
    compared(
      "belief-about-the-old-moment",
      "The gradient is compared with the average before it.",
      .reported("https://github.com/google-deepmind/optax/commit/723e6bf6")
    ) { edit, _ in edit.old(.firstMoment) },
    compared(
      "belief-about-the-corrected-moment",
      "The gradient is compared with the average that is corrected for its start.",
      .likely("tutorials on the paper suggest it."),
      where: { $0[FirstMomentCorrection.self] == .on }
    ) { edit, m in
      m / (1 - edit[.beta1].power(StepInteger(countsSteps: true, offset: 0)))
    },
    .rule(
      "belief-of-adam", .formula, "Gradients themselves are squared: the rule is Adam's.",
      .likely("the one line in which the two rules differ is forgotten."),
      where: { $0.optimizer == .adabelief }
    ) { edit, _ in
      let g = edit.effectiveGradient
      edit.replaceAverage(.secondMoment) { $0.decay * $0.old + $0.weight * (g * g) }
    },
    .rule(
      "belief-in-a-variance", .formula, "g² − m² is averaged instead of (g − m)².",
      .likely("a variance is often written so."), where: { $0.optimizer == .adabelief }
    ) { edit, _ in
      let (g, m) = (edit.effectiveGradient, edit.new(.firstMoment))
      edit.replaceAverage(.secondMoment) {
        $0.decay * $0.old + $0.weight * (g * g - m * m)
      }
    },
    .rule(
      "belief-not-squared", .formula, "|g − m| is averaged instead of its square.", .slip,
      where: { $0.optimizer == .adabelief }
    ) { edit, _ in
      let error = edit.effectiveGradient - edit.new(.firstMoment)
      edit.replaceAverage(.secondMoment) {
        $0.decay * $0.old + $0.weight * error.magnitude()
      }
    },
    .rule(
      "belief-floor-not-kept", .epsilon,
      "ε_root is added for the denominator only, and does not stay in the average.",
      .likely("the paper's code adds it in place, which is easily overlooked."),
      where: { $0.keepsEpsilonRoot }, epsilons: .inside
    ) { edit, context in
      guard context.hyperparameters.uses(.epsilonRoot) else { return }
      edit.set(.secondMoment, edit.new(.secondMoment) - edit[.epsilonRoot].element)
    },
    .rule(
      "belief-floor-weighted", .epsilon, "1 − β2 times ε_root is added.",
      .likely("ε is added to the square before that is averaged."),
      where: { $0.keepsEpsilonRoot }, epsilons: .inside
    ) { edit, _ in
      edit.replace(.hyperparameter(.epsilonRoot)) { $0 * (1 - edit[.beta2]) }
    },
  ]

  /// A fault that compares the gradient with something else than the new average.
  private static func compared(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    with other:
      @escaping @Sendable (ProgramRewriter, _ m: SymbolicElement) -> SymbolicElement
  ) -> Fault {
    .rule(
      id, .formula, summary, evidence,
      where: { $0.optimizer == .adabelief && applies($0) }
    ) { edit, _ in
      let error = edit.effectiveGradient - other(edit, edit.new(.firstMoment))
      edit.replaceAverage(.secondMoment) {
        $0.decay * $0.old + $0.weight * (error * error)
      }
    }
  }
}
