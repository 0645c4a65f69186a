import Dialects
import Oracle
import Rules

/// Faults of momentum, of its look-ahead, and of the sign of the objective.
enum MomentumFaults {
  static let all = buffers + lookAheads + signs

  private static func buffer(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    _ edit: @escaping @Sendable (ProgramRewriter, ProgramContext) -> Void
  ) -> Fault {
    .rule(
      id, .momentum, summary, evidence, where: { $0.hasMomentum && applies($0) },
      edit: { rewriter, context in
        guard context.hyperparameters.uses(.momentum) else { return }
        edit(rewriter, context)
      })
  }

  private static let buffers: [Fault] = [
    .dialect(
      "rate-inside-the-buffer", .momentum,
      "The rate is multiplied into the buffer instead of applied to it.",
      .seen("learning-rate-inside-the-buffer"),
      where: { $0[MomentumLearningRate.self] == .outside }
    ) { $0.with(MomentumLearningRate.inside) },
    .dialect(
      "rate-outside-the-buffer", .momentum,
      "The rate is applied to the buffer instead of multiplied into it.",
      .seen("learning-rate-inside-the-buffer"),
      where: { $0[MomentumLearningRate.self] == .inside }
    ) { $0.with(MomentumLearningRate.outside) },
    .dialect(
      "first-buffer-dampened", .momentum,
      "The first buffer is (1 − δ)·g where it is meant to be g.",
      .seen("first-buffer-dampened"),
      where: { $0[FirstMomentum.self] == .gradient }
    ) { $0.with(FirstMomentum.zero) },
    .dialect(
      "first-buffer-undampened", .momentum,
      "The first buffer is g where it is meant to be (1 − δ)·g.",
      .seen("first-buffer-dampened"),
      where: { $0[FirstMomentum.self] == .zero }
    ) { $0.with(FirstMomentum.gradient) },
    buffer(
      "dampening-never-applied", "The flag of the first step is never cleared.",
      .seen("dampening-never-applied"), where: { $0.has(.dampening) }
    ) { edit, _ in edit.replace(.hyperparameter(.dampening)) { _ in edit.integer(0) } },
    buffer(
      "dampening-for-its-complement", "The buffer takes δ·g instead of (1 − δ)·g.",
      .slip, where: { $0.has(.dampening) }
    ) { edit, _ in edit.replace(.hyperparameter(.dampening)) { 1 - $0 } },
    buffer(
      "momentum-ignored", "The buffer is the gradient of the step.",
      .seen("buffer-not-written-for-zero-decay")
    ) {
      edit, _ in edit.replace(.hyperparameter(.momentum)) { _ in edit.integer(0) }
    },
    buffer("momentum-squared", "The buffer decays by μ².", .slip) { edit, _ in
      edit.replace(.hyperparameter(.momentum)) { $0 * $0 }
    },
    buffer("momentum-complement", "The buffer decays by 1 − μ.", .slip) { edit, _ in
      edit.replace(.hyperparameter(.momentum)) { 1 - $0 }
    },
    buffer(
      "buffer-averages", "b ← μb + (1 − μ)g: the buffer is an average.",
      .likely("Adam's first moment is formed like that.")
    ) { edit, context in
      guard !context.isFirst || context.dialect[FirstMomentum.self] != .gradient else {
        return
      }
      edit.replaceNew(.momentumBuffer) { b in
        let kept = edit[.momentum] * edit.old(.momentumBuffer)
        return kept + (1 - edit[.momentum]) * (b - kept)
      }
    },
    buffer(
      "buffer-never-written", "A local name is bound instead of the state.",
      .seen("buffer-not-written-for-zero-decay")
    ) { edit, _ in edit.set(.momentumBuffer, edit.old(.momentumBuffer)) },
    buffer(
      "buffer-negated", "The buffer has the other sign: b ← μb − g, θ ← θ + ηb.",
      .likely("Keras's velocity has that sign; a port of state then mixes them.")
    ) { edit, _ in edit.set(.momentumBuffer, -edit.new(.momentumBuffer)) },
    .rule(
      "moment-not-written-for-zero-decay", .momentum,
      "With β1 = 0 a local name is bound instead of the state.",
      .seen("buffer-not-written-for-zero-decay"),
      where: \.hasFirstMoment
    ) { edit, context in
      guard context.hyperparameters[.beta1] == 0 else { return }
      edit.set(.firstMoment, edit.old(.firstMoment))
    },
  ]

  private static func lookAhead(
    _ id: String, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = {
      $0[Nesterov.self] != .off
    },
    _ change:
      @escaping @Sendable (
        SymbolicElement, _ u: SymbolicElement, _ b: SymbolicElement, ProgramRewriter
      ) -> SymbolicElement
  ) -> Fault {
    buffer(id, summary, evidence, where: applies) { edit, context in
      let inside = context.dialect[MomentumLearningRate.self] == .inside
      // What entered the buffer, and the buffer, both in units of the gradient.
      let input =
        context.dialect.optimizer == .sgd
        ? edit.effectiveGradient
        : edit.original.anatomy.ratio.map(edit.element) ?? edit.gradient
      let b = edit.new(.momentumBuffer)
      edit.replaceUpdate { s in
        let changed = change(s, inside ? edit[.learningRate] * input : input, b, edit)
        return inside ? changed : edit[.learningRate] * changed
      }
    }
  }

  private static let lookAheads: [Fault] = [
    lookAhead(
      "look-ahead-missing", "The step is the buffer, without look-ahead.",
      .seen("hyperparameter-accepted-and-ignored")
    ) { _, _, b, _ in b },
    lookAhead(
      "look-ahead-without-being-asked", "The step looks ahead where it is not asked to.",
      .seen("hyperparameter-accepted-and-ignored"), where: { $0[Nesterov.self] == .off }
    ) { _, u, b, e in u + e[.momentum] * b },
    lookAhead(
      "look-ahead-applied-twice", "The look-ahead is applied and then added again.",
      .seen("look-ahead-applied-twice")
    ) { _, u, b, e in u + e[.momentum] * (u + e[.momentum] * b) + b },
    lookAhead("look-ahead-without-gradient", "u = μb instead of g + μb.", .slip) {
      _, _, b, e in e[.momentum] * b
    },
    lookAhead("look-ahead-without-momentum", "u = g + b instead of g + μb.", .slip) {
      _, u, b, _ in u + b
    },
    lookAhead(
      "look-ahead-of-the-old-buffer", "u = g + μ·(the old b).",
      .seen("momentum-advanced-before-its-use")
    ) {
      _, u, _, e in u + e[.momentum] * e.old(.momentumBuffer)
    },
    buffer(
      "look-ahead-kept", "The look-ahead is written back into the buffer.",
      .seen("look-ahead-written-to-the-buffer"), where: { $0[Nesterov.self] != .off }
    ) { edit, context in
      guard let update = edit.update else { return }
      let inside = context.dialect[MomentumLearningRate.self] == .inside
      edit.set(.momentumBuffer, inside ? update : update / edit[.learningRate])
    },
  ]

  private static let signs: [Fault] = [
    .rule(
      "sign-of-the-step", .momentum, "The step is added instead of subtracted.",
      .seen("decay-of-the-wrong-sign")
    ) { edit, _ in edit.replaceUpdate { -$0 } },
    .dialect(
      "maximize-ignored", .momentum, "The objective is minimized all the same.",
      .seen("hyperparameter-accepted-and-ignored"), where: \.maximizes
    ) { $0.with(Maximize.off) },
    .rule(
      "maximize-negates-the-step", .momentum,
      "With maximize the step changes sign instead of the gradient.",
      .reported("https://github.com/dotnet/TorchSharp, SGD.step with maximize"),
      where: { $0.maximizes && ($0.keeps(.firstMoment) || $0.hasMomentum) }
    ) { edit, context in
      // The moments then see the gradient as given.
      edit.replace(.gradient) { -$0 }
      edit.replaceUpdate { -$0 }
    },
  ]
}
