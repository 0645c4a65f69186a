import Dialects
import Formats
import Oracle

/// Profiles that find faults around the formula rather than in it.
enum PlumbingProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "groups-and-shapes",
      "Three tensors, two of equal shape, one empty tensor last, and two groups that "
        + "differ in every hyperparameter.",
      flags: ["ParameterGroups", "Shapes", "StepClock"], coverage: .wideScalars,
      checkpoints: { _ in [1, 3] }
    ) { context in
      let other = otherHyperparameters(context)
      let groups = [
        Scenario.Group(
          hyperparameters: context.hyperparameters(),
          tensors: [
            context.tensor("matrix", [3, 5], context.spread(15, from: 0x1p-3, to: 1)),
            context.tensor("left", [9], context.spread(9, from: 0x1p-3, to: 1)),
          ]),
        Scenario.Group(
          hyperparameters: context.hyperparameters(other),
          tensors: [
            context.tensor("right", [9], context.spread(9, from: 0x1p-3, to: 1)),
            context.tensor("scalar", [], [0.5]),
            context.tensor("empty", [0, 4], []),
          ]),
      ]
      let rates = groups.map { $0.hyperparameters[.learningRate] }
      return context.scenario(
        groups: groups,
        steps: (0..<3).map { step in
          let sizes = [15, 9, 9, 1, 0]
          return ScenarioStep(
            gradients: sizes.map {
              context.spread($0, from: 0x1p-4, to: 1).map(context.bits)
            },
            learningRates: step == 2 ? [rates[0] / 2, rates[1]] : rates)
        })
    },
    InputProfile(
      "late-start", "A tensor without a gradient at first, and again later.",
      flags: ["AbsentGradient", "StepClock"],
      applies: { $0.dialect[StepClock.self] == .global },
      checkpoints: { _ in [1, 2, 3, 4, 5, 6] }
    ) { context in
      let group = Scenario.Group(
        hyperparameters: context.hyperparameters([.weightDecay: 0.2]),
        tensors: [
          context.tensor("always", [2], [0, 0.5]), context.tensor("late", [2], [0, 0.5]),
        ])
      return context.scenario(
        groups: [group],
        steps: [false, false, true, false, true, true].map { hasGradient in
          ScenarioStep(
            gradients: [
              context.spread(2, from: 0x1p-3, to: 1).map(context.bits),
              hasGradient
                ? context.spread(2, from: 0x1p-3, to: 1).map(context.bits) : nil,
            ], learningRates: [group.hyperparameters[.learningRate]])
        })
    },
    InputProfile(
      "restore", "The optimizer is saved, discarded and restored twice.",
      flags: ["SaveRestore"], checkpoints: { _ in [2, 3, 4, 6] }
    ) { context in
      let group = Scenario.Group(
        hyperparameters: context.hyperparameters([.momentum: 0.9, .weightDecay: 0.1]),
        tensors: [
          context.tensor("first", [2], [0, 0.5]), context.tensor("second", [1], [-0.25]),
        ])
      return context.scenario(
        groups: [group],
        steps: (1...6).map { step in
          ScenarioStep(
            gradients: [2, 1].map {
              context.spread($0, from: 0x1p-3, to: 1).map(context.bits)
            },
            learningRates: [group.hyperparameters[.learningRate]],
            restores: step == 3 || step == 4)
        })
    },
    InputProfile(
      "long-run", "Ten thousand steps: where counters and running products drift.",
      flags: ["StepCounter"], coverage: .workingBinary32,
      checkpoints: { _ in [1, 2, 3, 4, 5, 6, 10, 257, 1000, 2049, 10_000] }
    ) { context in
      let group = Scenario.Group(
        hyperparameters: context.hyperparameters(
          context.isNarrow ? [:] : [.beta2: 0.999, .decay: 0.99]),
        tensors: [context.tensor("w", [2], [0, 1])])
      return context.scenario(
        groups: [group],
        steps: .generated(
          count: 10_000, learningRates: [0.001],
          gradients: GradientGenerator(seed: 20_261, bits: 8, exponent: -8)))
    },
    InputProfile(
      "mixed-precision", "Stored in a narrow format, computed in binary32.",
      flags: ["MixedPrecision"], coverage: .mixedPrecision,
      checkpoints: { _ in [1, 2, 3, 6] }
    ) { context in
      let start = [0, 0] + context.spread(2, from: 0x1p-4, to: 1)
      return context.scenario(
        initial: start,
        gradients: (0..<6).map { _ in context.spread(4, from: 0x1p-5, to: 1) })
    },
  ]

  /// Another value for every hyperparameter that the usual ones give.
  private static func otherHyperparameters(
    _ context: InputContext
  ) -> [Hyperparameter: Double] {
    let usual = context.hyperparameters()
    var other: [Hyperparameter: Double] = [:]
    for (name, value) in usual.given {
      switch name {
      case .learningRate: other[name] = value * 4
      case .decay, .beta1, .beta2, .momentum: other[name] = value - 0.25
      case .epsilon, .epsilonRoot: other[name] = value * 1024
      default: other[name] = value / 2
      }
    }
    other[.weightDecay] = usual[.weightDecay] + 0.15
    return other
  }
}
