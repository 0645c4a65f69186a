import Dialects
import Oracle
import Rules

/// Faults of weight decay.
enum WeightDecayFaults {
  static let all = forms + factors + places

  static let forms: [Fault] = [
    .dialect(
      "decay-decoupled", .weightDecay,
      "The decay is decoupled under a name that means g + λθ: moments never see it.",
      .seen("decay-decoupled-under-the-name-of-adam", "decay-after-the-scaling"),
      where: { !$0.isDecoupled && $0.optimizer != .sgd }
    ) { $0.with(DecayForm.before) },
    .dialect(
      "decay-coupled", .weightDecay,
      "The decay enters the gradient where it is meant to be decoupled.",
      .seen("decay-decoupled-under-the-name-of-adam"),
      where: { $0.isDecoupled && $0.optimizer != .sgd }
    ) { $0.with(DecayForm.l2) },
    .dialect(
      "decay-after-the-step", .weightDecay,
      "The parameter is scaled after the step instead of before.",
      .likely("bitsandbytes and the first transformers did so."),
      where: { $0[DecayForm.self] == .before || $0[DecayForm.self] == .same }
    ) { $0.with(DecayForm.after) },
    .dialect(
      "decay-before-the-step", .weightDecay,
      "The parameter is scaled before the step instead of after.",
      .likely("most frameworks do so."), where: { $0[DecayForm.self] == .after }
    ) { $0.with(DecayForm.before) },
    .dialect(
      "decay-without-rate", .weightDecay, "θ −= λθ instead of ηλθ.",
      .seen("decay-without-the-learning-rate"),
      where: { $0.isDecoupled && $0[DecayScale.self] != .one }
    ) { $0.with(DecayScale.one) },
    .dialect(
      "decay-with-rate", .weightDecay, "θ −= ηλθ instead of λθ.",
      .seen("decay-without-the-learning-rate"),
      where: { $0.isDecoupled && $0[DecayScale.self] == .one }
    ) { $0.with(DecayScale.learningRate) },
    .dialect(
      "decay-sign-with-the-objective", .weightDecay,
      "With maximize the decay changes sign as well: it grows the parameter.",
      .reported("https://github.com/dotnet/TorchSharp, SGD.step with maximize"),
      where: { $0[Maximize.self] == .gradient && !$0.isDecoupled }
    ) { $0.with(Maximize.decayedGradient) },
    .dialect(
      "decay-sign-without-the-objective", .weightDecay,
      "With maximize the decay keeps its sign where it is meant to change.",
      .likely("the counterpart: most frameworks do so."),
      where: { $0[Maximize.self] == .decayedGradient && !$0.isDecoupled }
    ) { $0.with(Maximize.gradient) },
  ]

  /// λ replaced by another number wherever it is used.
  static func factor(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ change:
      @escaping @Sendable (SymbolicScalar, ProgramRewriter, ProgramContext) ->
      SymbolicScalar
  ) -> Fault {
    .rule(id, .weightDecay, summary, evidence, where: applies) { edit, context in
      edit.replace(.hyperparameter(.weightDecay)) { change($0, edit, context) }
    }
  }

  static let factors: [Fault] = [
    factor(
      "decay-ignored", "There is no weight decay.",
      .seen("decay-skipped-without-momentum", "hyperparameter-accepted-and-ignored")
    ) { _, e, _ in
      e.integer(0)
    },
    factor(
      "decay-negated", "The decay grows the parameter.", .seen("decay-of-the-wrong-sign")
    ) { λ, _, _ in
      0 - λ
    },
    factor("decay-doubled", "The decay is twice as large.", .seen("decay-counted-twice"))
    { λ, e, _ in
      e.integer(2) * λ
    },
    factor(
      "decay-halved", "The decay is half as large.",
      .likely("λ/2·|θ|² and λ·|θ|² differ by 2.")
    ) { λ, e, _ in λ / e.integer(2) },
    factor(
      "decay-divided-by-loss-scale", "The decay shrinks by the scale of the loss.",
      .seen("decay-divided-by-the-loss-scale")
    ) { λ, e, _ in λ / e.integer(1024) },
    factor("decay-squared", "λ is squared.", .slip) { λ, _, _ in λ * λ },
    factor(
      "decay-times-rate-twice", "The decoupled decay is multiplied by η once more.",
      .seen("learning-rate-applied-twice", "decay-without-the-learning-rate"),
      where: \.isDecoupled
    ) { λ, e, _ in e[.learningRate] * λ },
    factor(
      "coupled-decay-times-rate", "ηλθ enters the gradient instead of λθ.",
      .seen("decay-without-the-learning-rate"), where: { !$0.isDecoupled }
    ) { λ, e, _ in e[.learningRate] * λ },
    factor(
      "decay-in-the-first-step-only", "The parameter decays in a tensor's first step.",
      .likely("the branch of the first step has it, the other not.")
    ) { λ, e, context in context.isFirst ? λ : e.integer(0) },
    factor(
      "decay-not-in-the-first-step", "The parameter does not decay in the first step.",
      .likely("the branch of the first step lacks it."),
      where: { !($0.isDecoupled && $0[BelowThreshold.self] == .skipAll) }
    ) { λ, e, context in context.isFirst ? e.integer(0) : λ },
    factor(
      "decay-dropped-without-momentum", "Without momentum the decay is skipped.",
      .seen("decay-skipped-without-momentum"), where: \.hasMomentum
    ) { λ, e, context in context.hyperparameters.uses(.momentum) ? λ : e.integer(0) },
    .rule(
      "decay-of-the-first-rate", .weightDecay,
      "The decay uses the rate that the group was created with.",
      .seen("decay-by-another-learning-rate"),
      where: {
        $0.isDecoupled
          && ($0[DecayScale.self] == .learningRate || $0[DecayScale.self] == .corrected)
      }
    ) { edit, context in
      edit.replace(.hyperparameter(.weightDecay)) {
        edit.groupLearningRate / edit[.learningRate] * $0
      }
    },
  ]
}
