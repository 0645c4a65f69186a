import Dialects
import Formats
import Oracle
import Scenarios

/// Profiles for programs that claim little: a rule with what it must have, and one
/// hyperparameter more.
enum SmallestClaimProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "smallest-claim",
      "Parameters that must move: a rule with nothing but the hyperparameters that it "
        + "must have, where only parameters are shown.",
      flags: ["SmallestClaim", "ScalarPrecision"], coverage: .everyMode.alsoInVariants(),
      suitsTinyFormats: true,
      applies: { _ in true }, checkpoints: lasting([1, 3])
    ) { $0.smallest() },
    alone(
      "weight-decay-alone", .weightDecay, 0.5, flags: ["WeightDecay"],
      "One group with weight decay, and no other option.", suitsTinyFormats: true,
      applies: { _ in true }),
    alone(
      "momentum-alone", .momentum, 0.75, flags: ["Momentum"],
      "Momentum, and no other option.", onlyIf: { $0.dialect.optimizer == .rmsprop }),
    alone(
      "rate-decay-alone", .learningRateDecay, 0.5, flags: ["LearningRateSchedule"],
      "A learning rate that decays, and no other option."),
    alone(
      "accumulator-decay-alone", .accumulatorDecay, 0.75, flags: ["Forgetting"],
      "An accumulator that forgets, and no other option."),
    alone(
      "first-moment-alone", .initialFirstMoment, 0.0625, flags: ["InitialState"],
      "A first moment that starts above 0, and no other option."),
    alone(
      "second-moment-alone", .initialSecondMoment, 0.125, flags: ["InitialState"],
      "A second moment that starts above 0, and no other option."),
    alone(
      "maximum-alone", .initialMaximum, 0.25, flags: ["InitialState"],
      "A maximum that starts above 0, and no other option."),
    InputProfile(
      "weight-decay-mixed",
      "Weight decay where elements are computed in binary32 and stored in fewer bits; the "
        + "terms of the gradient cancel, so that a rounding between them shows.",
      flags: ["WeightDecay", "MixedPrecision"], coverage: .mixedPrecision,
      suitsTinyFormats: true, applies: { _ in true }, checkpoints: delayed([1, 3])
    ) { $0.decayedAndStored(hasMaster: false) },
    InputProfile(
      "weight-decay-master",
      "Weight decay of a master copy; the terms of the gradient cancel.",
      flags: ["WeightDecay", "MixedPrecision"], coverage: .mixedPrecision,
      suitsTinyFormats: true, checkpoints: delayed([1, 3])
    ) { $0.decayedAndStored(hasMaster: true) },
    InputProfile(
      "computed-in-binary64", "Stored in fewer bits, computed in binary64.",
      flags: ["MixedPrecision"], coverage: .binary64Arithmetic,
      checkpoints: delayed([1, 3])
    ) { context in context.run(steps: 3, groups: [.init([:], ["w": [3]])]) },
    InputProfile(
      "master-copy-carries",
      "A master copy that moves by less than the stored copy resolves, in one direction: "
        + "every carry from the bits that are not stored counts.",
      flags: ["MixedPrecision"], coverage: .mixedPrecision, suitsTinyFormats: true,
      checkpoints: delayed([1, 12, 24])
    ) { $0.creeping() },
    InputProfile(
      "stochastic-master-alone", "A master copy whose stored copy is rounded with bits.",
      flags: ["StochasticRounding"], coverage: .mixedPrecision,
      checkpoints: delayed([1, 3])
    ) { context in
      let made = context.run(steps: 3, groups: [.init([:], ["left": [5], "right": [5]])])
      return context.scenario(
        groups: made.groups, steps: made.steps, hasMaster: true,
        stochastic: StochasticSource(seed: 20_264))
    },
    InputProfile(
      "variance-clamp",
      "Constant gradients whose variance rounds below 0: the clamp makes 0 of it, and no "
        + "NaN.",
      flags: ["Cancellation"], applies: { isClamped($0) }, onlyIf: { isClamped($0) },
      checkpoints: { _ in [16, 64] }
    ) { $0.cancelling() },
  ]

  private static func isClamped(_ published: PublishedDialect) -> Bool {
    published.dialect[VarianceClamp.self] == .zero
  }

  /// A profile with one hyperparameter besides those that the rule must have.
  private static func alone(
    _ name: String, _ hyperparameter: Hyperparameter, _ value: Double, flags: [String],
    _ comment: String, suitsTinyFormats: Bool = false,
    applies: @escaping @Sendable (PublishedDialect) -> Bool = { _ in false },
    onlyIf: @escaping @Sendable (PublishedDialect) -> Bool = { _ in true }
  ) -> InputProfile {
    InputProfile(
      name, comment, flags: flags, coverage: .everyMode,
      suitsTinyFormats: suitsTinyFormats, applies: applies,
      onlyIf: {
        onlyIf($0)
          && $0.dialect.optimizer.definition.hyperparameters.contains(hyperparameter)
      }, checkpoints: delayed([1, 3])
    ) { context in
      var changes = context.nothingOptional
      changes[hyperparameter] = value
      let first = InputContext.delay(context.published)
      // λθ is 0.25 and −0.375: with λ the sum of the gradient has another sign.
      let scenario = context.scenario(
        initial: [0.5, -0.75, 0],
        gradients: context.lasting(3).map { step in
          step == first
            ? [-0.1875, 0.25, 0.5] : context.spread(3, at: step, from: 0x1p-3, to: 1)
        }, changes)
      return scenario
    }
  }
}

extension InputContext {
  /// No weight decay, no momentum, nothing that can be left out but ε.
  fileprivate var nothingOptional: [Hyperparameter: Double] {
    var changes: [Hyperparameter: Double] = [:]
    for (name, _) in hyperparameters().given {
      guard let neutral = name.neutral, name != .epsilon, name != .epsilonRoot,
        name != .momentumDecay
      else { continue }
      changes[name] = neutral
    }
    return changes
  }

  /// The first candidate whose bounds exclude that parameters stay where they are.
  fileprivate func smallest() -> Scenario {
    let steps = lasting(3).upperBound
    var fallback: Scenario?
    let rates = [1.0, 4, 16, 64]
    let averages: [Double?] = [nil, 0.75, 0.96875, 1 - 0x1p-7, 1 - 0x1p-9]
    let sizes = [1.0, 4, 16]
    // No ε where it can be done without, the usual one, and such as carry a divisor.
    let epsilons: [Double?] = [0, nil, 1, 8]
    for (size, (epsilonSize, (rate, beta2))) in product(
      epsilons.map { $0 }, product(rates, averages)
    ).flatMap({ outer in sizes.map { ($0, (outer.0, outer.1)) } }) {
      var changes = nothingOptional
      switch epsilonSize {
      case 0: for name in [Hyperparameter.epsilon, .epsilonRoot] { changes[name] = 0 }
      case let size?: changes.merge(epsilon(size)) { $1 }
      case nil: break
      }
      let usual = hyperparameters()
      changes[.learningRate] = usual[.learningRate] * rate
      if let beta2 {
        changes[.beta2] = beta2
        changes[.decay] = beta2
        changes[.beta1] = 0.5
      }
      if published.dialect.optimizer == .adagrad || changes[.initialSecondMoment] != nil {
        changes[.initialSecondMoment] = 0
      }
      let pattern = [[1.0, -0.75], [0.5, -1.25], [1.5, -0.5]]
      let scenario = scenario(
        initial: [0, 0],
        gradients: (0..<steps).map { step in pattern[step % 3].map { $0 * size } },
        changes)
      if scenario.movesParameters(after: steps) { return scenario }
      // In the narrowest formats the first step may be the only one that is bounded.
      if fallback == nil || scenario.movesParameters(after: 1) { fallback = scenario }
    }
    guard let fallback else { preconditionFailure("there is a candidate") }
    return fallback
  }

  private func product<First, Second>(
    _ first: [First], _ second: [Second]
  ) -> [(First, Second)] {
    first.flatMap { a in second.map { (a, $0) } }
  }

  /// Gradients that cancel with the decay of the parameter, in a narrow format.
  fileprivate mutating func decayedAndStored(hasMaster: Bool) -> Scenario {
    let start = spread(4, from: 0x1p-2, to: 1).map { storage.round($0) }
    var changes: [Hyperparameter: Double] = [.weightDecay: 0.3]
    if !isTiny { changes.merge(epsilon(1e-8)) { $1 } }
    let group = Scenario.Group(
      hyperparameters: hyperparameters(changes), tensors: [tensor("w", [4], start)])
    let first = Self.delay(published)
    let steps = lasting(3).map { step -> ScenarioStep in
      let decay = group.hyperparameters[.weightDecay]
      let gradient = start.enumerated().map { index, value in
        isEarly(step)
          ? 0 : -decay * value * (step == first ? 0.875 : 1.125 - 0.125 * Double(index))
      }
      return ScenarioStep(
        gradients: [gradient.map(bits)],
        learningRates: [group.hyperparameters[.learningRate]])
    }
    return scenario(groups: [group], steps: .listed(steps), hasMaster: hasMaster)
  }

  /// Many small steps of a master copy in one direction.
  fileprivate func creeping() -> Scenario {
    let group = Scenario.Group(
      hyperparameters: hyperparameters(
        nothingOptional.merging([.learningRate: stepBelowSpacing]) { $1 }),
      tensors: [tensor("w", [2], [1, -1])])
    let steps = lasting(24).map { step in
      ScenarioStep(
        gradients: [(isEarly(step) ? [0, 0] : [-0.75, 0.75]).map(bits)],
        learningRates: [group.hyperparameters[.learningRate]])
    }
    return scenario(groups: [group], steps: .listed(steps), hasMaster: true)
  }

  /// A learning rate whose steps are about 0.6 of the spacing of stored values at 1.
  private var stepBelowSpacing: Double {
    let spacing = Double(sign: .plus, exponent: 1 - storage.precision, significand: 1)
    return optimizer == .sgd || optimizer == .adadelta ? spacing * 0.8 : spacing * 0.6
  }

  /// Constant gradients of which the plain variance is NaN under the root.
  fileprivate func cancelling() -> Scenario {
    let steps = 64
    // After as many steps both averages are constant to the last bit.
    func scenario(_ values: [Double]) -> Scenario {
      self.scenario(
        initial: values.map { _ in 0.5 },
        gradients: Array(repeating: values, count: steps),
        [.decay: 0.5])
    }
    let candidates = (1...48).map { Double($0) * 0.1 }
    let all = scenario(candidates)
    let plain = all.carriedOut(as: published.dialect.with(VarianceClamp.off))
    let reading = plain.roundedReading(checkpoints: [steps])
    let values = reading[0].tensors[0].parameter
    let lost = candidates.indices.filter { storage.isNaN(values[$0]) }
    let chosen = lost.isEmpty ? [0, 1, 2, 3] : Array(lost.prefix(4))
    return scenario(chosen.map { candidates[$0] })
  }
}

extension Scenario {
  /// Whether a budget of 4 excludes after a step that a parameter has stayed.
  fileprivate func movesParameters(after step: Int) -> Bool {
    let enclosures = budgetReading(budget: 4, checkpoints: [step])[0].tensors
    return zip(tensors, enclosures).allSatisfy { tensor, values in
      zip(tensor.initial, values.parameter).allSatisfy { start, enclosure in
        enclosure.bounds != nil && !enclosure.admits(start, in: storage)
      }
    }
  }
}
