extension FrameworkProfile {
  static let keras1 = FrameworkProfile(
    "keras1", title: "Keras 1 and 2.0 to 2.2",
    version: "2.2.5, and as vendored in TensorFlow 2.21.0",
    rules: [
      FrameworkRule(
        "keras.optimizers.SGD", .sgdInside, .none, [.learningRate: 1e-2],
        examples: [.momentum: 0.9], source: "keras/optimizers.py"),
      FrameworkRule(
        "keras.optimizers.SGD", when: "nesterov=True", .sgdInside.with(Nesterov.standard),
        .none, [.learningRate: 1e-2], examples: [.momentum: 0.9],
        source: "keras/optimizers.py"),
      FrameworkRule(
        "keras.optimizers.Adagrad", .adagrad, .outside,
        [.learningRate: 1e-2, .epsilon: 1e-7], source: "keras/optimizers.py",
        note: "decay counts the iterations before this one."),
      FrameworkRule(
        "keras.optimizers.Adadelta", .adadelta, .inside,
        [.learningRate: 1, .decay: 0.95, .epsilonRoot: 1e-7],
        source: "keras/optimizers.py"),
      FrameworkRule(
        "keras.optimizers.RMSprop", .rmsprop, .outside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilon: 1e-7],
        source: "keras/optimizers.py"),
      FrameworkRule(
        "keras.optimizers.Adam", .adamRaw.with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: 1e-7), source: "keras/optimizers.py"),
      FrameworkRule(
        "keras.optimizers.Adam", when: "amsgrad=True",
        .amsgradRaw.with(StepClock.global), .outside, .moments(rate: 1e-3, epsilon: 1e-7),
        source: "keras/optimizers.py"),
      FrameworkRule(
        "keras.optimizers.Nadam", .nadam, .outside,
        .moments(rate: 2e-3, epsilon: 1e-7, [.momentumDecay: 4e-3]),
        source: "keras/optimizers.py"),
      FrameworkRule(
        "keras.optimizers.Adamax",
        .adamax.with(InfinityFloor.denominator).with(StepClock.global), .outside,
        .moments(rate: 2e-3, epsilon: 1e-7), source: "keras/optimizers.py"),
    ])
}
