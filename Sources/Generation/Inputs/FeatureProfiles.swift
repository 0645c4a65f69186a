import Dialects
import Oracle
import Scenarios

/// Profiles that ask for one feature, or two, and for nothing else that can be claimed.
enum FeatureProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "groups", "Two groups that differ in every hyperparameter that a rule must have.",
      flags: ["ParameterGroups"], coverage: .everyMode, checkpoints: delayed([1, 3])
    ) { context in
      context.run(
        steps: 3,
        groups: [
          .init(context.epsilon(0x1p-4), ["left": [2], "right": [2]]),
          .init(
            context.otherRates.merging(context.epsilon(1)) { $1 },
            ["left": [2], "middle": [1]]),
        ])
    },
    InputProfile(
      "groups-of-momenta", "Two groups that differ in their momenta alone.",
      flags: ["ParameterGroups", "Momentum"], coverage: .everyMode,
      onlyIf: { $0.dialect.optimizer == .rmsprop }, checkpoints: { _ in [3] }
    ) { context in
      context.run(
        steps: 3,
        groups: [
          .init([.momentum: 0.75], ["left": [2]]),
          .init([.momentum: 0.25], ["right": [2]]),
        ])
    },
    InputProfile(
      "groups-without-momentum", "Two groups that differ in their learning rates alone.",
      flags: ["ParameterGroups"], coverage: .everyMode,
      onlyIf: { $0.dialect == .standard(.sgd) }, checkpoints: delayed([1, 3])
    ) { context in
      context.run(
        steps: 3,
        groups: [
          .init([.momentum: 0], ["left": [2]]),
          .init([.momentum: 0, .learningRate: 0.3], ["right": [2]]),
        ])
    },
    InputProfile(
      "absent-gradients",
      "A tensor whose first gradient comes late, and that has none later on once.",
      flags: ["AbsentGradient", "StepClock"], coverage: .everyMode,
      applies: { $0.dialect.countsAllSteps },
      checkpoints: delayed([1, 2, 4, 5])
    ) { context in
      let first = InputContext.delay(context.published)
      return context.run(
        steps: 5, groups: [.init([:], ["late": [2], "always": [2]])],
        hasGradient: { tensor, step in tensor != 0 || ![first, first + 2].contains(step) }
      )
    },
    InputProfile(
      "absent-gradients-without-momentum", "A tensor that has no gradient in two steps.",
      flags: ["AbsentGradient"], coverage: .everyMode,
      onlyIf: { $0.dialect == .standard(.sgd) }, checkpoints: { _ in [1, 4] }
    ) { context in
      context.run(
        steps: 4, groups: [.init([.momentum: 0], ["late": [2], "always": [2]])],
        hasGradient: { tensor, step in tensor != 0 || ![0, 2].contains(step) })
    },
    InputProfile(
      "save-and-restore",
      "Tensors of equal shape whose names are not in order, saved and restored once.",
      flags: ["SaveRestore"], coverage: .everyMode, checkpoints: delayed([3, 4])
    ) { context in
      let third = context.lasting(2).upperBound
      return context.run(
        steps: 4,
        groups: [.init([:], ["zeta": [2], "alpha": [2], "mu": [2]])],
        before: { .init(restores: $0 == third) })
    },
    InputProfile(
      "restore-unequal-clocks",
      "Saved while one tensor has had fewer gradients than another, and one none.",
      flags: ["SaveRestore", "AbsentGradient"],
      coverage: .everyMode.alsoInVariants(inNarrowFormats: false),
      applies: { $0.dialect.countsAllSteps || $0.dialect.waits },
      // The cold tensor needs as many steps to begin as the others.
      checkpoints: { published in
        let delay = InputContext.delay(published)
        return Set([4 + delay, 5 + delay, 5 + 2 * delay]).sorted()
      }
    ) { context in
      let first = InputContext.delay(context.published)
      return context.run(
        steps: 5 + first,
        groups: [.init([:], ["second": [2], "cold": [2], "first": [2]])],
        hasGradient: { tensor, step in
          switch tensor {
          case 0: step != first + 1
          case 1: step > first + 2
          default: true
          }
        }, before: { .init(restores: $0 == first + 3) })
    },
    InputProfile(
      "restore-cold",
      "Saved and restored before the first step of all, when there is no state yet.",
      flags: ["SaveRestore"], coverage: .everyMode, checkpoints: delayed([1, 2])
    ) { context in
      context.run(
        steps: 2, groups: [.init([:], ["first": [2], "second": [1]])],
        before: { .init(restores: $0 == 0) })
    },
    InputProfile(
      "restore-groups", "Several groups, saved and restored.",
      flags: ["SaveRestore", "ParameterGroups"], coverage: .everyMode,
      checkpoints: delayed([3, 4])
    ) { context in
      let third = context.lasting(2).upperBound
      return context.run(
        steps: 4,
        groups: [
          .init([:], ["zeta": [2], "beta": [1]]),
          .init(context.otherRates, ["alpha": [2], "gamma": [1]]),
        ], before: { .init(restores: $0 == third) })
    },
    InputProfile(
      "restore-groups-unequal-clocks",
      "Groups whose tensors have had unequally many gradients, saved and restored.",
      flags: ["SaveRestore", "ParameterGroups", "AbsentGradient"], coverage: .wideAlone,
      checkpoints: delayed([4])
    ) { context in
      let first = InputContext.delay(context.published)
      return context.run(
        steps: 4,
        groups: [
          .init([:], ["zeta": [2], "beta": [2]]),
          .init(context.otherRates, ["alpha": [2], "gamma": [2]]),
        ], hasGradient: { tensor, step in (tensor + step - first) % 3 != 0 },
        before: { .init(restores: $0 == first + 3) })
    },
    InputProfile(
      "restore-other-hyperparameters",
      "The optimizer that takes over what was saved was made with other hyperparameters; "
        + "those that were saved hold.",
      flags: ["SaveRestore"], coverage: .everyMode, checkpoints: delayed([3, 4])
    ) { context in
      let third = context.lasting(2).upperBound
      let built = [
        context.hyperparameters(
          context.otherRates.merging(context.epsilon(1)) { $1 })
      ]
      return context.run(
        steps: 4, groups: [.init(context.epsilon(0x1p-4), ["w": [2]])],
        before: {
          $0 == third ? .init(restores: true, builtWith: built) : .init()
        })
    },
    InputProfile(
      "fork",
      "Saved, stepped on, and gone back to what was saved: twice from the same place.",
      flags: ["Fork"], coverage: .everyMode.alsoInVariants(inNarrowFormats: false),
      applies: {
        $0.dialect.countsAllSteps || $0.dialect.waits || $0.dialect.multipliesMomenta
      },
      checkpoints: delayed([4, 5, 7])
    ) { context in
      let second = context.lasting(1).upperBound
      return context.run(
        steps: 7, groups: [.init([:], ["second": [2], "first": [2]])],
        before: {
          .init(rewinds: $0 == second + 3 || $0 == second + 5, saves: $0 == second)
        })
    },
    InputProfile(
      "scheduled", "A learning rate that halves every two steps, by a schedule.",
      flags: ["LearningRateSchedule"], coverage: .everyMode,
      checkpoints: delayed([1, 3, 5])
    ) { context in
      context.run(
        steps: 5, groups: [.init([:], ["w": [2]])],
        schedule: .step(period: 2, factor: 0.5))
    },
    InputProfile(
      "restore-scheduled", "A schedule goes on where it was when it is restored.",
      flags: ["SaveRestore", "LearningRateSchedule"], coverage: .everyMode,
      checkpoints: delayed([4, 6])
    ) { context in
      let third = context.lasting(2).upperBound
      return context.run(
        steps: 6, groups: [.init([:], ["w": [2]])],
        before: { .init(restores: $0 == third) },
        schedule: .step(period: 2, factor: 0.5))
    },
    InputProfile(
      "scheduled-absent-gradients",
      "A schedule counts the steps in which nothing has a gradient.",
      flags: ["LearningRateSchedule", "AbsentGradient"], coverage: .everyMode,
      checkpoints: delayed([4])
    ) { context in
      let first = InputContext.delay(context.published)
      return context.run(
        steps: 4, groups: [.init([:], ["w": [2]])],
        hasGradient: { _, step in step != first + 1 && step != first + 2 },
        schedule: .step(period: 2, factor: 0.5))
    },
    InputProfile(
      "changing-rates",
      "The rates of the averages, or the momentum, and ε change between steps.",
      flags: ["ChangingHyperparameters"], coverage: .everyMode,
      onlyIf: { $0.dialect.optimizer != .adagrad || $0.epsilonPlace != .none },
      checkpoints: delayed([2, 3, 5])
    ) { context in
      let first = InputContext.delay(context.published)
      let changes = context.changedRates
      // A maximum moves only if what comes after the change is greater.
      let growth: Double =
        OptimizerInputs.of(context.optimizer).remembersMaximum ? 8 : 1
      return context.run(
        steps: 5, groups: [.init(context.epsilon(0x1p-4), ["w": [2]])],
        changes: { step in
          let index = step - first - 1
          return changes.indices.contains(index) ? [changes[index]] : []
        }, size: { $0 > first ? growth : 1 })
    },
    InputProfile(
      "momentum-between-steps", "The momentum changes; its buffer is gone back to.",
      flags: ["ChangingHyperparameters", "Fork", "Momentum"], coverage: .everyMode,
      onlyIf: { $0.dialect.optimizer == .rmsprop }, checkpoints: { _ in [3, 4, 6] }
    ) { context in
      context.run(
        steps: 6, groups: [.init([.momentum: 0.75], ["w": [2]])],
        before: { .init(rewinds: $0 == 4, saves: $0 == 2) },
        changes: { $0 == 2 ? [[.momentum: 0.25]] : [] })
    },
    InputProfile(
      "clocks-between-steps",
      "A learning rate that decays by the clocks of tensors, which are saved, restored and "
        + "gone back to.",
      flags: ["SaveRestore", "Fork", "AbsentGradient", "StepClock"], coverage: .everyMode,
      onlyIf: { $0.dialect.optimizer == .adagrad }, checkpoints: { _ in [4, 5, 7] }
    ) { context in
      context.run(
        steps: 7,
        groups: [
          .init([.learningRateDecay: 0.75], ["second": [2], "cold": [2], "first": [2]])
        ],
        hasGradient: { tensor, step in
          switch tensor {
          case 0: step != 1
          case 1: step > 2
          default: true
          }
        }, before: { .init(restores: $0 == 3, rewinds: $0 == 6, saves: $0 == 4) })
    },
    InputProfile(
      "changing-weight-decay", "The weight decay begins, grows and ends.",
      flags: ["ChangingHyperparameters", "WeightDecay"], coverage: .everyMode,
      checkpoints: delayed([2, 3, 4])
    ) { context in
      let first = InputContext.delay(context.published)
      let scale = context.published.dialect[DecayForm.self] == .l2 ? 1.0 : 32
      return context.run(
        steps: 4, groups: [.init([.weightDecay: 0], ["w": [2]])],
        changes: {
          switch $0 - first {
          case 1: [[.weightDecay: scale]]
          case 2: [[.weightDecay: 2 * scale]]
          case 3: [[.weightDecay: 0]]
          default: []
          }
        })
    },
    InputProfile(
      "given-state",
      "State and step numbers are given: each element has its own, each tensor its clock.",
      flags: ["InitialState", "StepClock"], coverage: .everyMode,
      applies: {
        $0.dialect.countsAllSteps || $0.dialect[StepClock.self] == .row
      }, checkpoints: { _ in [1, 2] }
    ) { $0.resumed(clocks: [7, 11], steps: 2) },
    InputProfile(
      "high-clock",
      "Clocks near 256 and 65536, where narrow counters and formats end.",
      flags: ["StepCounter", "InitialState"], coverage: .bothScalars,
      onlyIf: { $0.dialect.countsSteps },
      checkpoints: { _ in [1, 2, 4] }
    ) { context in
      context.resumed(
        clocks: [254, 2047, 65_534], steps: 4,
        [
          .beta1: context.isNarrow || !context.published.dialect.correctsFirstMomentAlone
            ? 0.75 : 0.99998,
          .beta2: context.isNarrow ? 0.97 : 0.99998, .learningRateDecay: 0x1p-12,
        ])
    },
    InputProfile(
      "same-gradients",
      "The very gradients of the step before, not copies: an optimizer must not write "
        + "into what its caller owns.",
      flags: ["CallersGradient"], coverage: .everyMode,
      applies: { $0.dialect[Maximize.self].map { $0 != .off } ?? false },
      checkpoints: delayed([2, 3])
    ) { context in
      context.run(
        steps: 3, groups: [.init([:], ["w": [3]])],
        repeatsGradients: { [first = InputContext.delay(context.published)] in $0 > first
        })
    },
    InputProfile(
      "same-gradients-weight-decay",
      "The very gradients of the step before: weight decay must not be added to them.",
      flags: ["CallersGradient", "WeightDecay"], coverage: .wideAlone,
      checkpoints: delayed([2, 3])
    ) { context in
      context.run(
        steps: 3, groups: [.init([.weightDecay: 0.25], ["w": [3]])],
        repeatsGradients: { [first = InputContext.delay(context.published)] in $0 > first
        })
    },
  ]
}

extension InputContext {
  /// A group of a run: hyperparameters that differ from the usual ones, and tensors.
  struct GroupInput {
    let changes: [Hyperparameter: Double]
    let tensors: KeyValuePairs<String, [Int]>

    init(_ changes: [Hyperparameter: Double], _ tensors: KeyValuePairs<String, [Int]>) {
      self.changes = changes
      self.tensors = tensors
    }
  }

  /// A run over tensors of several groups.
  ///
  /// - Parameters:
  ///   - count: The number of steps, apart from those that the rule needs to begin.
  ///   - groups: The groups.
  ///   - hasGradient: Whether a tensor has a gradient in a step, from 0.
  ///   - before: What is done before a step, from 0.
  ///   - schedule: The schedule of all groups.
  ///   - changes: The hyperparameters that change in a step, from 0.
  ///   - repeatsGradients: Whether a step has the gradients of the one before.
  ///   - size: The greatest magnitude of the gradients of a step, from 0.
  mutating func run(
    steps count: Int, groups: [GroupInput],
    hasGradient: (_ tensor: Int, _ step: Int) -> Bool = { _, _ in true },
    before: (Int) -> ScenarioStep.Interruption = { _ in .init() },
    schedule: LearningRateSchedule? = nil,
    changes: (Int) -> [[Hyperparameter: Double]] = { _ in [] },
    repeatsGradients: (Int) -> Bool = { _ in false },
    size greatest: (Int) -> Double = { _ in 1 }
  ) -> Scenario {
    let made = groups.map { group in
      Scenario.Group(
        hyperparameters: hyperparameters(group.changes),
        tensors: group.tensors.map { name, shape in
          let count = shape.reduce(1, *)
          return tensor(
            name, shape, count == 0 ? [] : [0] + spread(count - 1, from: 0x1p-3, to: 1))
        }, schedule: schedule)
    }
    let sizes = made.flatMap { $0.tensors.map(\.elementCount) }
    var steps: [ScenarioStep] = []
    for step in lasting(count) {
      var gradients = sizes.enumerated().map { index, size in
        hasGradient(index, step)
          ? StepGradient.dense(
            spread(size, at: step, from: 0x1p-3, to: 1)
              .map { bits(greatest(step) * $0) }) : nil
      }
      if repeatsGradients(step), let previous = steps.last {
        gradients = previous.gradients
      }
      steps.append(
        ScenarioStep(
          gradients: gradients,
          learningRates: made.map {
            schedule == nil ? $0.hyperparameters[.learningRate] : nil
          }, before: before(step), changes: changes(step),
          repeatsGradients: repeatsGradients(step)))
    }
    return scenario(groups: made, steps: steps)
  }

  /// Other values of all hyperparameters that a rule must have, and of ε.
  var otherRates: [Hyperparameter: Double] {
    var other: [Hyperparameter: Double] = [:]
    for (name, value) in hyperparameters().given {
      switch name {
      case .learningRate: other[name] = value * 4
      case .beta1, .momentum: other[name] = value - 0.25
      case .decay: other[name] = value - 0.25
      case .beta2: other[name] = value - OptimizerInputs.of(optimizer).shorterMemory
      case .epsilon, .epsilonRoot: other[name] = value * 16
      case .weightDecay, .momentumDecay: other[name] = value * 2
      default: break
      }
    }
    return other
  }

  /// Changes, one a step, of everything that may change and is not decay.
  ///
  /// In the end β1 is 0 and is not again: the average has to be written all the same. It
  /// comes last because a product of momenta stays 0 from then on.
  fileprivate var changedRates: [[Hyperparameter: Double]] {
    let usual = hyperparameters().given
    var (first, second): ([Hyperparameter: Double], [Hyperparameter: Double]) = ([:], [:])
    first.merge(epsilon(4)) { $1 }
    second.merge(epsilon(1)) { $1 }
    for (name, other) in otherRates {
      switch name {
      case .learningRate, .weightDecay, .epsilon, .epsilonRoot: continue
      default:
        first[name] = other
        second[name] = ((usual[name] ?? other) + other) / 2
      }
    }
    guard let beta1 = usual[.beta1] else { return [first, second] }
    return [first, second, [.beta1: 0], [.beta1: beta1]]
  }

  /// A run that begins in the middle: a tensor for each clock, each with its own state.
  ///
  /// - Parameters:
  ///   - clocks: How many gradients each tensor has had.
  ///   - count: The number of steps.
  ///   - changes: Hyperparameters that differ from the usual ones.
  mutating func resumed(
    clocks: [Int], steps count: Int, _ changes: [Hyperparameter: Double] = [:]
  ) -> Scenario {
    let hyperparameters = hyperparameters(changes)
    let slots = published.dialect.stateSlots(hyperparameters)
    let tensors = clocks.enumerated().map { index, clock in
      Scenario.Tensor(
        name: "tensor-\(index)", shape: [2],
        initial: ([0] + spread(1, from: 0x1p-3, to: 1)).map(bits),
        past: past(clock, slots))
    }
    let group = Scenario.Group(hyperparameters: hyperparameters, tensors: tensors)
    let steps = (0..<count).map { _ in
      ScenarioStep(
        gradients: tensors.map { _ in
          .dense(spread(2, from: 0x1p-3, to: 1).map(bits))
        }, learningRates: [hyperparameters[.learningRate]])
    }
    return Scenario(
      dialect: published.dialect, scalars: scalars, storage: storage,
      arithmetic: arithmetic, groups: [group], steps: .listed(steps),
      stepsBefore: (clocks.max() ?? 0) + 1)
  }

  /// What two elements have behind them: each has its own state.
  mutating func past(_ clock: Int, _ slots: [StateSlot]) -> TensorPast {
    let hasProduct = published.dialect.multipliesMomenta
    return TensorPast(
      gradientCount: clock,
      state: Dictionary(
        uniqueKeysWithValues: slots.map { slot in
          (slot, spread(2, from: 0x1p-4, to: 0x1p-1).map { given(slot, $0) })
        }), momentumProduct: hasProduct ? 0.75 / Double(clock) : nil)
  }

  /// A value of a slot: what is an average of squares, or a norm, is not negative, and
  /// greater than the square of any average beside it.
  private func given(_ slot: StateSlot, _ value: Double) -> UInt64 {
    switch slot {
    case .firstMoment, .momentumBuffer: bits(value)
    case .gradientAverage: bits(value / 8)
    default: bits(value.magnitude)
    }
  }
}
