import Dialects
import Oracle
import Scenarios

/// Profiles that differ in their hyperparameters.
enum HyperparameterProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "learning-rate-jumps",
      "The learning rate jumps between steps; it is 0 at first and once again.",
      flags: ["LearningRateSchedule"],
      coverage: .bothScalars.alsoInVariants(inNarrowFormats: false),
      applies: { _ in true }, checkpoints: delayed([1, 2, 3, 4, 6])
    ) { context in
      let begin = Array(repeating: 0.02, count: InputContext.delay(context.published))
      return context.scenario(
        initial: [0, 0.5],
        gradients: context.lasting(6).map {
          context.spread(2, at: $0, from: 0x1p-3, to: 1)
        }, learningRates: begin + [0, 0.1, 0.01, 0, 0.25, 0.003])
    },
    InputProfile(
      "weight-decay",
      "Weight decay of visible size beside a group without it; it turns the sign of the "
        + "first gradients, and would not if it were half or twice as strong.",
      flags: ["WeightDecay", "ParameterGroups"], applies: { _ in true },
      checkpoints: delayed([1, 2, 5])
    ) { context in
      twoGroups(&context, [.weightDecay: 0.5], [.weightDecay: 0], steps: 5)
    },
    InputProfile(
      "strong-weight-decay",
      "Decoupled decay of a good part of a parameter in each step, and of one at 0.",
      flags: ["WeightDecay", "LearningRateSchedule"], coverage: .everyMode,
      applies: { isDecoupled($0) }, onlyIf: { isDecoupled($0) },
      checkpoints: { _ in [1, 2, 3] }
    ) { context in
      context.scenario(
        initial: [0, 0.5],
        gradients: (0..<3).map { _ in context.spread(2, from: 0x1p-3, to: 1) },
        [.learningRate: 0.5, .weightDecay: 0.75], learningRates: [0.5, 0.5, 0.25])
    },
    InputProfile(
      "weight-decay-without-momentum", "Weight decay where the momentum is 0.",
      flags: ["WeightDecay"],
      coverage: .bothScalars.alsoInVariants(inNarrowFormats: false),
      applies: { _ in true }, onlyIf: hasMomentum,
      checkpoints: { _ in [1, 3] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.75],
        gradients: (0..<3).map { _ in context.spread(3, from: 0x1p-3, to: 1) },
        [.momentum: 0, .weightDecay: 0.5], learningRates: [0.25])
    },
    InputProfile(
      "momentum", "Momentum, with weight decay and a learning rate that changes.",
      flags: ["Momentum", "LearningRateSchedule"],
      applies: { $0.dialect.optimizer == .rmsprop },
      onlyIf: { $0.dialect.optimizer == .rmsprop },
      checkpoints: { _ in [1, 2, 3, 6] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.25],
        gradients: (0..<6).map { _ in context.spread(3, from: 0x1p-3, to: 1) },
        [.momentum: 0.6, .weightDecay: 0.1],
        learningRates: [0.02, 0.02, 0.1, 0.005, 0.005, 0.03])
    },
    InputProfile(
      "dampening", "Dampening, which the first step may or may not apply.",
      flags: ["Dampening"], applies: { _ in true },
      onlyIf: {
        $0.dialect.optimizer == .sgd
      }, checkpoints: { _ in [1, 2, 3, 5] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.25],
        gradients: (0..<5).map { _ in context.spread(3, from: 0x1p-3, to: 1) },
        [.momentum: 0.75, .dampening: 0.35])
    },
    InputProfile(
      "rate-decay", "AdaGrad's own decay of the learning rate.",
      flags: ["LearningRateSchedule"], applies: { _ in true },
      onlyIf: { $0.dialect.optimizer == .adagrad },
      checkpoints: { _ in [1, 2, 3, 6] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.25],
        gradients: (0..<6).map { _ in context.spread(3, from: 0x1p-3, to: 1) },
        [.learningRateDecay: 0.75])
    },
    InputProfile(
      "accumulator-decay", "AdaGrad with an accumulator that forgets.",
      flags: ["Forgetting"], onlyIf: { $0.dialect.optimizer == .adagrad },
      checkpoints: { _ in [1, 2, 5] }
    ) { context in
      context.scenario(
        initial: [0, 0.5],
        gradients: (0..<5).map { _ in context.spread(2, from: 0x1p-3, to: 1) },
        [.accumulatorDecay: 0.6])
    },
    InputProfile(
      "negative-epsilon", "An epsilon that is subtracted.",
      flags: ["EpsilonPlacement"], coverage: .everyMode,
      onlyIf: { $0.dialect == Dialect.standard(.adam).with(EpsilonFrame.raw) },
      checkpoints: { _ in [1, 2, 3] }
    ) { context in
      context.scenario(
        initial: [0, 0.5],
        gradients: (0..<3).map { _ in context.spread(2, from: 0x1p-2, to: 1) },
        [.epsilon: -0x1p-6])
    },
    InputProfile(
      "momentum-schedule", "A momentum schedule that decays visibly.",
      flags: ["MomentumSchedule"], applies: { _ in true },
      onlyIf: { $0.dialect.multipliesMomenta },
      checkpoints: { _ in [1, 2, 3, 4, 8] }
    ) { context in
      context.scenario(
        initial: [0, 0.5],
        gradients: (0..<8).map { _ in context.spread(2, from: 0x1p-3, to: 1) },
        [.momentumDecay: 64, .beta1: 0.75])
    },
    InputProfile(
      "rectification", "The steps around the first that is rectified.",
      flags: ["Rectification"], coverage: .workingBinary32, applies: { _ in true },
      onlyIf: { $0.dialect.optimizer == .radam },
      checkpoints: { _ in [1, 3, 4, 5, 6, 7, 8] }
    ) { context in
      context.scenario(
        initial: [0, 0.5],
        gradients: (0..<8).map { _ in context.spread(2, from: 0x1p-3, to: 1) },
        [.beta2: 0.999, .weightDecay: 0.1])
    },
    InputProfile(
      "initial-state", "State that does not start at 0.",
      flags: ["InitialState"],
      onlyIf: {
        $0.dialect.optimizer.definition.hyperparameters.contains(.initialSecondMoment)
      },
      checkpoints: { _ in [1, 2, 4] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.25],
        gradients: (0..<4).map { _ in context.spread(3, from: 0x1p-6, to: 1) },
        OptimizerInputs.of(context.optimizer).initialState)
    },
  ]

  private static func isDecoupled(_ published: PublishedDialect) -> Bool {
    published.dialect[DecayForm.self] != .l2
  }

  private static let hasMomentum: @Sendable (PublishedDialect) -> Bool = {
    $0.dialect.optimizer.definition.hyperparameters.contains(.momentum)
  }

  /// Two groups of one vector each.
  ///
  /// In the first step λθ is 0.25 and −0.375 where the gradient is −0.375 and 0.25:
  /// the sum has another sign than with λ/2 or 2λ.
  private static func twoGroups(
    _ context: inout InputContext, _ first: [Hyperparameter: Double],
    _ second: [Hyperparameter: Double], steps: Int
  ) -> Scenario {
    let groups = [
      Scenario.Group(
        hyperparameters: context.hyperparameters(first),
        tensors: [context.tensor("decayed", [3], [0.5, -0.75, 4])]),
      Scenario.Group(
        hyperparameters: context.hyperparameters(second),
        tensors: [context.tensor("plain", [1], [0.5])]),
    ]
    return context.scenario(
      groups: groups,
      steps: context.lasting(steps).map { step in
        let first = InputContext.delay(context.published)
        let gradient =
          step == first
          ? [-0.375, 0.25, 0.5] : context.spread(3, at: step, from: 0x1p-3, to: 1)
        return ScenarioStep(
          gradients: [gradient.map(context.bits), [context.bits(gradient[0])]],
          learningRates: groups.map { _ in 0.25 })
      })
  }
}
