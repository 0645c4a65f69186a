import Dialects
import Oracle
import Scenarios

/// Everything that can happen between steps, in one run: for variants of a rule.
enum InterruptedProfile {
  static let all: [InputProfile] = [
    InputProfile(
      "interrupted",
      "Given state, clocks of their own, changing hyperparameters, gradients handed over "
        + "twice, a schedule, restoring and going back, in one run.",
      flags: [
        "SaveRestore", "Fork", "ChangingHyperparameters", "CallersGradient",
        "InitialState",
        "StepClock", "StepCounter", "LearningRateSchedule",
      ], coverage: .wideAlone, applies: { _ in true }, onlyIf: { !$0.isMain },
      checkpoints: { _ in [2, 5, 7, 8] }
    ) { $0.interrupted() }
  ]
}

extension InputContext {
  fileprivate mutating func interrupted() -> Scenario {
    var rates: [Hyperparameter: Double] = [
      .beta1: 0.75, .beta2: isNarrow ? 0.97 : 0.99998,
      .learningRateDecay: isNarrow ? 0.25 : 0x1p-12, .learningRate: 0.125,
    ]
    if optimizer == .rmsprop { rates[.momentum] = 0.75 }
    rates.merge(epsilon(0x1p-4)) { $1 }
    let hyperparameters = hyperparameters(rates)
    let slots = published.dialect.stateSlots(hyperparameters)
    let clocks = [254, 0, 65_534]
    let tensors = zip(["zeta", "cold", "alpha"], clocks).map { name, clock in
      Scenario.Tensor(
        name: name, shape: [2],
        initial: ([0] + spread(1, from: 0x1p-3, to: 1)).map(bits),
        past: clock == 0 ? nil : past(clock, slots))
    }
    var changes: [Hyperparameter: Double] = [:]
    for (name, value) in otherRates where name != .learningRate { changes[name] = value }
    changes.merge(epsilon(1)) { $1 }
    changes[.weightDecay] = published.dialect[DecayForm.self] == .l2 ? 0.5 : 4
    if hyperparameters[.momentum] != 0 { changes[.momentum] = 0.25 }
    let group = Scenario.Group(
      hyperparameters: hyperparameters, tensors: tensors,
      schedule: .exponential(factor: 0.99999))
    var steps: [ScenarioStep] = []
    for step in 1...8 {
      var gradients: [StepGradient<UInt64>?] = tensors.map { _ in
        // Small ones at the end, beside which a memory of greater ones shows.
        .dense(
          spread(2, from: step < 5 ? 0x1p-3 : 0x1p-6, to: step < 5 ? 1 : 0x1p-3).map(bits)
        )
      }
      // The cold tensor has its first gradient after it has been saved and restored.
      if step < 5 || step == 7 { gradients[1] = nil }
      if step == 4 { gradients[0] = .dense([bits(0), bits(0)]) }
      if step == 2 { gradients = steps[0].gradients }
      let before = ScenarioStep.Interruption(
        restores: step == 5, rewinds: step == 7, saves: step == 3,
        builtWith: step == 5 ? [hyperparameters] : nil)
      steps.append(
        ScenarioStep(
          gradients: gradients, learningRates: [nil], before: before,
          changes: step == 4 ? [changes] : [], repeatsGradients: step == 2))
    }
    return Scenario(
      dialect: published.dialect, scalars: scalars, storage: storage,
      arithmetic: arithmetic, groups: [group], steps: .listed(steps),
      stepsBefore: 65_535)
  }
}
