extension FrameworkProfile {
  static let keras3 = FrameworkProfile(
    "keras3", title: "Keras 3", version: "3.15.1",
    note: "Every optimizer decays weights before the step, by λ times the learning rate.",
    rules: [
      FrameworkRule(
        "keras.optimizers.SGD", .sgdInside.with(DecayForm.before), .none,
        [.learningRate: 1e-2], examples: [.momentum: 0.9],
        source: "keras/src/optimizers/sgd.py"),
      FrameworkRule(
        "keras.optimizers.SGD", when: "nesterov=True",
        .sgdInside.with(Nesterov.standard).with(DecayForm.before), .none,
        [.learningRate: 1e-2], examples: [.momentum: 0.9],
        source: "keras/src/optimizers/sgd.py"),
      FrameworkRule(
        "keras.optimizers.Adagrad", .adagrad.with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .initialSecondMoment: 0.1, .epsilonRoot: 1e-7],
        source: "keras/src/optimizers/adagrad.py"),
      FrameworkRule(
        "keras.optimizers.Adadelta", .adadelta.with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .decay: 0.95, .epsilonRoot: 1e-7],
        source: "keras/src/optimizers/adadelta.py"),
      FrameworkRule(
        "keras.optimizers.RMSprop", .rmspropInside.with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        source: "keras/src/optimizers/rmsprop.py"),
      FrameworkRule(
        "keras.optimizers.RMSprop", when: "momentum > 0",
        .rmspropInside.with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        examples: [.momentum: 0.9], source: "keras/src/optimizers/rmsprop.py"),
      FrameworkRule(
        "keras.optimizers.RMSprop", when: "centered=True",
        .rmspropInside.with(Centered.on).with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        source: "keras/src/optimizers/rmsprop.py"),
      FrameworkRule(
        "keras.optimizers.Adam", .adamRaw.with(DecayForm.before).with(StepClock.global),
        .outside, .moments(rate: 1e-3, epsilon: 1e-7),
        source: "keras/src/optimizers/adam.py"),
      FrameworkRule(
        "keras.optimizers.AdamW", .adamw.with(EpsilonFrame.raw).with(StepClock.global),
        .outside, .moments(rate: 1e-3, epsilon: 1e-7, [.weightDecay: 4e-3]),
        source: "keras/src/optimizers/adamw.py"),
      FrameworkRule(
        "keras.optimizers.Adam", when: "amsgrad=True",
        .amsgradRaw.with(DecayForm.before).with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: 1e-7), source: "keras/src/optimizers/adam.py"),
      FrameworkRule(
        "keras.optimizers.Nadam", .nadam.with(DecayForm.before), .outside,
        .moments(rate: 1e-3, epsilon: 1e-7, [.momentumDecay: 1]),
        where: [.momentumDecay: .only(1)], source: "keras/src/optimizers/nadam.py",
        note: "The exponent of 0.96 is t, not 0.004·t: ψ = 1."),
      FrameworkRule(
        "keras.optimizers.Adamax",
        .adamax.with(InfinityFloor.denominator).with(DecayForm.before)
          .with(StepClock.global), .outside, .moments(rate: 1e-3, epsilon: 1e-7),
        source: "keras/src/optimizers/adamax.py"),
    ])
}
