import Dialects
import Formats
import Oracle
import Scenarios

/// Profiles that find faults around the formula rather than in it.
enum PlumbingProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "groups-and-shapes",
      "Two groups that differ in every hyperparameter; tensors of two dimensions, of "
        + "equal shape, of none, and empty ones in the middle and last.",
      flags: ["ParameterGroups", "Shapes", "StepClock"], coverage: .wideAlone,
      checkpoints: delayed([1, 3])
    ) { $0.allAtOnce(isEverybodyAlwaysThere: true) },
    InputProfile(
      "late-start",
      "A tensor without a gradient at first, and again later, before one that always has.",
      flags: ["AbsentGradient", "StepClock"],
      applies: { $0.dialect.countsAllSteps },
      checkpoints: { _ in [1, 2, 3, 4, 5, 6] }
    ) { context in
      let group = Scenario.Group(
        hyperparameters: context.hyperparameters(
          [.weightDecay: 0.2, .learningRateDecay: 0.5]),
        tensors: [
          context.tensor("absent", [2], [0, 0.5]),
          context.tensor("always", [2], [0, 0.5]),
        ])
      return context.scenario(
        groups: [group],
        steps: [false, false, true, false, true, true].map { hasGradient in
          ScenarioStep(
            gradients: [
              hasGradient
                ? context.spread(2, from: 0x1p-3, to: 1).map(context.bits) : nil,
              context.spread(2, from: 0x1p-3, to: 1).map(context.bits),
            ], learningRates: [group.hyperparameters[.learningRate]])
        })
    },
    InputProfile(
      "restore", "The optimizer is saved, discarded and restored twice.",
      flags: ["SaveRestore"], checkpoints: delayed([2, 3, 4, 6])
    ) { context in
      let group = Scenario.Group(
        hyperparameters: context.hyperparameters(
          [
            .momentum: 0.9, .weightDecay: 0.1, .learningRateDecay: 0.5, .beta2: 0.75,
            .decay: 0.75,
          ]),
        tensors: [
          context.tensor("first", [2], [0, 0.5]), context.tensor("second", [1], [-0.25]),
        ])
      let burst = InputContext.delay(context.published)
      let remembersMaximum = OptimizerInputs.of(context.optimizer).remembersMaximum
      return context.scenario(
        groups: [group],
        steps: context.lasting(6).map { step in
          // Large gradients first, so that a maximum has something to remember.
          ScenarioStep(
            gradients: [2, 1].map {
              step <= burst && remembersMaximum
                ? context.spread($0, at: step, from: 2, to: 8).map(context.bits)
                : context.spread($0, at: step, from: 0x1p-4, to: 0.25).map(context.bits)
            },
            learningRates: [
              group.hyperparameters[.learningRate]
                * (step < context.lasting(2).upperBound ? 1 : 8)
            ],
            before: .init(
              restores: step == context.lasting(2).upperBound
                || step == context.lasting(3).upperBound))
        })
    },
    InputProfile(
      "all-at-once",
      "Groups, shapes, initial state, a tensor that is absent once, saving and restoring, "
        + "in one run.",
      flags: [
        "ParameterGroups", "Shapes", "StepClock", "AbsentGradient", "SaveRestore",
        "InitialState",
      ], coverage: .everyMode.alsoInVariants(), applies: { _ in true },
      onlyIf: { !$0.isMain },
      checkpoints: delayed([15])
    ) { $0.allAtOnce(isEverybodyAlwaysThere: false) },
    InputProfile(
      "long-run", "Ten thousand steps: where counters and running products drift.",
      flags: ["StepCounter"], coverage: .binary64AndBinary32,
      checkpoints: { _ in [1, 2, 3, 4, 5, 6, 10, 257, 1000, 2049, 4200, 10_000] }
    ) { $0.longRun(lanes: [0, 1], steps: 10_000) },
    InputProfile(
      "counter", "As many steps as a counter in a narrow format cannot count.",
      flags: ["StepCounter"], coverage: .wideBinary64AndBinary32, applies: { _ in true },
      onlyIf: { !$0.isMain }, checkpoints: { _ in [257, 300, 4200] }
    ) { $0.longRun(lanes: [0], steps: 4200) },
  ]
}

extension InputContext {
  /// Many steps with averages that have a long memory.
  fileprivate func longRun(lanes: [Double], steps: Int) -> Scenario {
    generatedRun(
      steps: steps, seed: 20_261, lanes: lanes,
      [
        .beta1: 0.999, .beta2: 0.9995, .decay: 0.9995, .learningRateDecay: 0.01,
        .weightDecay: 0,
      ])
  }

  /// Two groups that differ in every hyperparameter, with tensors of many shapes.
  ///
  /// - Parameter isEverybodyAlwaysThere: Whether every tensor has a gradient in
  ///   every step, nothing is restored, and state starts as usual.
  fileprivate mutating func allAtOnce(isEverybodyAlwaysThere: Bool) -> Scenario {
    var first: [Hyperparameter: Double] = [
      .learningRate: 0.1, .momentum: 0.75, .learningRateDecay: 0.25, .weightDecay: 0.125,
    ]
    first.merge(epsilon(OptimizerInputs.of(optimizer).epsilonAtOnce)) { $1 }
    if !isEverybodyAlwaysThere {
      first.merge([.initialFirstMoment: 0.125, .initialSecondMoment: 0.25]) { $1 }
      first[.initialMaximum] = 0.5
    }
    let groups = [
      Scenario.Group(
        hyperparameters: hyperparameters(first),
        tensors: [
          tensor("absent", [2], [0, 0.5]), tensor("nothing", [0], []),
          // 18 elements are a whole vector and a tail for every width up to 16.
          tensor("matrix", [3, 6], spread(18, from: 0x1p-3, to: 1)),
        ]),
      Scenario.Group(
        hyperparameters: hyperparameters(otherHyperparameters(first)),
        tensors: [
          tensor("pair", [2], [0, 0.5]), tensor("scalar", [], [0.5]),
          tensor("empty", [0, 4], []),
        ]),
    ]
    let rates = groups.map { $0.hyperparameters[.learningRate] }
    let middle = lasting(2).upperBound - 1
    var steps = lasting(3).map { step in
      var gradients = [2, 0, 18, 2, 1, 0].map {
        spread($0, at: step, from: 0x1p-4, to: 1).map(bits) as [UInt64]?
      }
      // One element of the tensor that is absent once begins after that only.
      if step == lasting(1).upperBound - 1 && !isEverybodyAlwaysThere {
        gradients[0]?[0] = bits(0)
      }
      let isAbsent = !isEverybodyAlwaysThere && step == middle
      return ScenarioStep(
        gradients: isAbsent ? [nil] + gradients.dropFirst() : gradients,
        learningRates: step > middle ? [rates[0] * 8, rates[1]] : rates,
        before: .init(restores: !isEverybodyAlwaysThere && step == middle + 1))
    }
    if !isEverybodyAlwaysThere {
      // Steps in which nobody has a gradient cost no accuracy; clocks may differ.
      let idle = ScenarioStep(
        gradients: Array(repeating: [UInt64]?.none, count: 6), learningRates: rates)
      steps.insert(contentsOf: Array(repeating: idle, count: 12), at: middle + 1)
    }
    return scenario(groups: groups, steps: steps)
  }

  /// Another value for every hyperparameter that `first` or the usual ones give.
  private func otherHyperparameters(
    _ first: [Hyperparameter: Double]
  ) -> [Hyperparameter: Double] {
    var other: [Hyperparameter: Double] = [:]
    for (name, value) in hyperparameters(first).given {
      switch name {
      case .learningRate: other[name] = value * 4
      // An average that remembers nothing is a case of its own in many programs.
      case .beta1: other[name] = 0
      case .momentum: other[name] = value - 0.5
      case .decay: other[name] = value - 0.25
      case .beta2: other[name] = value - OptimizerInputs.of(optimizer).shorterMemory
      case .epsilon, .epsilonRoot: other[name] = value * 16
      case .initialFirstMoment, .initialSecondMoment, .initialMaximum: other[name] = 0
      default: other[name] = value * 2
      }
    }
    other[.weightDecay] = 0.375
    other[.dampening] = 0.375
    other[.accumulatorDecay] = 0.625
    return other
  }
}
