import Dialects
import Oracle

/// Profiles that differ in their hyperparameters.
enum HyperparameterProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "learning-rate-jumps", "The learning rate jumps between steps, once to 0.",
      flags: ["LearningRateSchedule"], applies: { _ in true },
      checkpoints: { _ in [1, 2, 3, 4, 6] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.25],
        gradients: (0..<6).map { _ in context.spread(3, from: 0x1p-3, to: 1) },
        learningRates: [0.1, 0.01, 0, 0.25, 0.25, 0.003])
    },
    InputProfile(
      "weight-decay", "Weight decay of visible size beside a group without it.",
      flags: ["WeightDecay", "ParameterGroups"], applies: { _ in true },
      checkpoints: { _ in [1, 2, 3, 5] }
    ) { context in
      twoGroups(&context, [.weightDecay: 0.4], [.weightDecay: 0], steps: 5)
    },
    InputProfile(
      "weight-decay-without-momentum", "Weight decay where the momentum is 0.",
      flags: ["WeightDecay"], applies: { $0.dialect[Nesterov.self] == .off },
      mainOnlyIf: { $0.dialect.optimizer == .sgd && $0.dialect[Nesterov.self] == .off },
      checkpoints: { _ in [1, 3] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.75],
        gradients: (0..<3).map { _ in context.spread(3, from: 0x1p-3, to: 1) },
        [.momentum: 0, .weightDecay: 0.4])
    },
    InputProfile(
      "momentum", "Momentum, with weight decay and a learning rate that changes.",
      flags: ["Momentum", "LearningRateSchedule"],
      applies: { $0.dialect.optimizer == .rmsprop },
      mainOnlyIf: { $0.dialect.optimizer == .rmsprop },
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
      mainOnlyIf: {
        $0.dialect.optimizer == .sgd && $0.dialect[Nesterov.self] == .off
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
      mainOnlyIf: { $0.dialect.optimizer == .adagrad },
      checkpoints: { _ in [1, 2, 3, 6] }
    ) { context in
      context.scenario(
        initial: [0, 0.5, -0.25],
        gradients: (0..<6).map { _ in context.spread(3, from: 0x1p-3, to: 1) },
        [.learningRateDecay: 0.3])
    },
    InputProfile(
      "accumulator-decay", "AdaGrad with an accumulator that forgets.",
      flags: ["Forgetting"], mainOnlyIf: { $0.dialect.optimizer == .adagrad },
      checkpoints: { _ in [1, 2, 5] }
    ) { context in
      context.scenario(
        initial: [0, 0.5],
        gradients: (0..<5).map { _ in context.spread(2, from: 0x1p-3, to: 1) },
        [.accumulatorDecay: 0.6])
    },
    InputProfile(
      "initial-state", "State that does not start at 0.",
      flags: ["InitialState"], mainOnlyIf: { $0.dialect.optimizer != .sgd },
      checkpoints: { _ in [1, 2, 4] }
    ) { context in
      let changes: [Hyperparameter: Double] =
        switch context.optimizer {
        case .adagrad: [.initialSecondMoment: 0.1]
        case .rmsprop: [.initialSecondMoment: 1]
        default: [.initialFirstMoment: 0.01, .initialSecondMoment: 0.001]
        }
      return context.scenario(
        initial: [0, 0.5, -0.25],
        gradients: (0..<4).map { _ in context.spread(3, from: 0x1p-6, to: 1) }, changes)
    },
  ]

  /// Two groups of one vector each.
  private static func twoGroups(
    _ context: inout InputContext, _ first: [Hyperparameter: Double],
    _ second: [Hyperparameter: Double], steps: Int
  ) -> Scenario {
    let groups = [first, second].enumerated().map { index, changes in
      Scenario.Group(
        hyperparameters: context.hyperparameters(changes),
        tensors: [context.tensor(index == 0 ? "decayed" : "plain", [2], [0.5, -0.75])])
    }
    return context.scenario(
      groups: groups,
      steps: (0..<steps).map { _ in
        let gradient = context.spread(2, from: 0x1p-3, to: 1).map(context.bits)
        return ScenarioStep(
          gradients: [gradient, gradient],
          learningRates: groups.map { _ in context.optimizer == .sgd ? 0.05 : 0.04 })
      })
  }
}
