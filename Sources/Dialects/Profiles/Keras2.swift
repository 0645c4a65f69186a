extension FrameworkProfile {
  static let keras2 = FrameworkProfile(
    "keras2", title: "Keras 2.11 to 2.15", version: "2.11.0 and 2.15.0",
    note: """
      Every optimizer decays weights before the step, by λ times the learning rate. A \
      sparse gradient is coalesced first.
      """,
    rules: [
      FrameworkRule(
        "keras.optimizers.SGD", .sgdInside.with(DecayForm.before), .none,
        [.learningRate: 1e-2], examples: [.momentum: 0.9],
        source: "keras/optimizers/sgd.py"),
      FrameworkRule(
        "keras.optimizers.SGD", when: "nesterov=True",
        .sgdInside.with(Nesterov.standard).with(DecayForm.before), .none,
        [.learningRate: 1e-2], examples: [.momentum: 0.9],
        source: "keras/optimizers/sgd.py"),
      FrameworkRule(
        "keras.optimizers.Adagrad", .adagrad.with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .initialSecondMoment: 0.1, .epsilonRoot: 1e-7],
        source: "keras/optimizers/adagrad.py"),
      FrameworkRule(
        "keras.optimizers.Adadelta", .adadelta.with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .decay: 0.95, .epsilonRoot: 1e-7],
        source: "keras/optimizers/adadelta.py"),
      FrameworkRule(
        "keras.optimizers.RMSprop", .rmspropInside.with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        source: "keras/optimizers/rmsprop.py"),
      FrameworkRule(
        "keras.optimizers.RMSprop", when: "centered=True",
        .rmspropInside.with(Centered.on).with(DecayForm.before), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        source: "keras/optimizers/rmsprop.py"),
      FrameworkRule(
        "keras.optimizers.Adam", .adamRaw.with(DecayForm.before).with(StepClock.global),
        .outside, .moments(rate: 1e-3, epsilon: 1e-7), source: "keras/optimizers/adam.py",
        note: "A sparse gradient is not lazy: the state decays and θ moves everywhere."),
      FrameworkRule(
        "keras.optimizers.AdamW", .adamw.with(EpsilonFrame.raw).with(StepClock.global),
        .outside, .moments(rate: 1e-3, epsilon: 1e-7, [.weightDecay: 4e-3]),
        source: "keras/optimizers/adamw.py"),
      FrameworkRule(
        "keras.optimizers.Adam", when: "amsgrad=True",
        .amsgradRaw.with(DecayForm.before).with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: 1e-7), source: "keras/optimizers/adam.py"),
      FrameworkRule(
        "keras.optimizers.Nadam", .nadam.with(DecayForm.before), .outside,
        .moments(rate: 1e-3, epsilon: 1e-7, [.momentumDecay: 1]),
        source: "keras/optimizers/nadam.py"),
      FrameworkRule(
        "keras.optimizers.Adamax",
        .adamax.with(InfinityFloor.denominator).with(DecayForm.before)
          .with(StepClock.global), .outside, .moments(rate: 1e-3, epsilon: 1e-7),
        source: "keras/optimizers/adamax.py"),
    ])
}
