import Dialects
import Oracle
import Scenarios

/// Everything that can happen between steps, in one run: for variants of a rule.
enum InterruptedProfile {
  static let all: [InputProfile] = [
    InputProfile(
      "interrupted",
      "All that can happen before and between steps, in one run.",
      flags: [
        "SaveRestore", "Fork", "ChangingHyperparameters", "CallersGradient",
        "InitialState",
        "StepClock", "StepCounter", "LearningRateSchedule",
      ], coverage: .everyMode.alsoInVariants(), applies: { _ in true },
      onlyIf: { !$0.isMain },
      checkpoints: { $0.dialect.multipliesMomenta ? [8, 10] : [8] }
    ) { $0.interrupted() }
  ]
}

extension InputContext {
  fileprivate mutating func interrupted() -> Scenario {
    var rates: [Hyperparameter: Double] = [
      .beta1: isNarrow || !dialect.correctsFirstMomentAlone ? 0.75 : 0.99998,
      .beta2: isNarrow ? 0.97 : 0.99998,
      .learningRateDecay: isNarrow ? 0.25 : 0x1p-12, .learningRate: 0.125,
    ]
    if optimizer == .rmsprop { rates[.momentum] = 0.75 }
    // Clocks show in a correction, if the average remembers for as long.
    if !isNarrow && dialect[SecondMomentCorrection.self] == .on {
      rates[.decay] = 0.99998
    }
    rates.merge(epsilon(0x1p-4)) { $1 }
    let hyperparameters = hyperparameters(rates)
    let slots = dialect.stateSlots(hyperparameters)
    // Who multiplies powers up would need 65 534 factors for one step.
    let clocks = [254, 0, scalars.multipliesPowers ? 2046 : 65_534]
    let tensors = zip(["zeta", "cold", "alpha"], clocks).map { name, clock in
      Scenario.Tensor(
        name: name, shape: [2],
        initial: ([0] + spread(1, from: 0x1p-3, to: 1)).map(bits),
        past: clock == 0 ? nil : past(clock, slots))
    }
    var changes: [Hyperparameter: Double] = [:]
    for (name, value) in otherRates where name != .learningRate { changes[name] = value }
    changes.merge(epsilon(1)) { $1 }
    changes[.weightDecay] = dialect[DecayForm.self] == .l2 ? 0.5 : 4
    if hyperparameters[.momentum] != 0 { changes[.momentum] = 0.25 }
    var changesOfStep = [5: changes]
    // An average that forgets everything has to be written all the same; a product of
    // momenta is 0 from then on.
    let forgetting = dialect.multipliesMomenta ? 9 : 1
    if let beta1 = hyperparameters.given[.beta1] {
      changesOfStep[forgetting] = [.beta1: 0]
      changesOfStep[forgetting + 1] = [.beta1: beta1]
    }
    let group = Scenario.Group(
      hyperparameters: hyperparameters, tensors: tensors,
      schedule: .exponential(factor: 0.99999))
    var steps: [ScenarioStep] = []
    // A maximum moves only if what comes with the change is greater.
    let growth: Double = OptimizerInputs.of(optimizer).remembersMaximum ? 8 : 1
    for step in 1...max(8, forgetting + 1) {
      let least =
        switch step {
        // Great ones where what they leave behind is to be forgotten.
        case 3, 4: 8.0
        case 5: growth * 0x1p-3
        // Small ones at the end, beside which a memory of greater ones shows; in few bits
        // small ones do not.
        case 6...: isNarrow && growth == 1 ? 0x1p-3 : 0x1p-6
        default: 0x1p-3
        }
      var gradients: [StepGradient<UInt64>?] = tensors.map { _ in
        .dense(spread(2, from: least, to: 8 * least).map(bits))
      }
      // What the cold tensor has had is gone back on, and it is restored when it is cold.
      if step < 8 && step != 4 { gradients[1] = nil }
      if step == 7 { gradients = steps[5].gradients }
      if step == 8 { gradients[0] = .dense([bits(0), bits(0)]) }
      let before = ScenarioStep.Interruption(
        restores: step == 6, rewinds: step == 5, saves: step == 3,
        builtWith: step == 6 ? [hyperparameters] : nil)
      steps.append(
        ScenarioStep(
          gradients: gradients, learningRates: [nil], before: before,
          changes: changesOfStep[step].map { [$0] } ?? [], repeatsGradients: step == 7))
    }
    return Scenario(
      dialect: dialect, scalars: scalars, storage: storage,
      arithmetic: arithmetic, groups: [group], steps: .listed(steps),
      stepsBefore: (clocks.max() ?? 0) + 1)
  }
}
