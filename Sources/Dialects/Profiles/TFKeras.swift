extension FrameworkProfile {
  static let tfKeras = FrameworkProfile(
    "tf-keras", title: "tf.keras up to 2.10 (OptimizerV2)",
    version: "as vendored in TensorFlow 2.21.0",
    note: "Repeated rows of a sparse gradient are summed first.",
    rules: [
      FrameworkRule(
        "tf.keras.optimizers.SGD", .sgdInside, .none, [.learningRate: 1e-2],
        examples: [.momentum: 0.9],
        source: "tensorflow/python/keras/optimizer_v2/gradient_descent.py"),
      FrameworkRule(
        "tf.keras.optimizers.SGD", when: "nesterov=True",
        .sgdInside.with(Nesterov.standard), .none, [.learningRate: 1e-2],
        examples: [.momentum: 0.9],
        source: "tensorflow/python/keras/optimizer_v2/gradient_descent.py"),
      FrameworkRule(
        "tf.keras.optimizers.Adagrad", .adagrad, .outside,
        [.learningRate: 1e-3, .initialSecondMoment: 0.1, .epsilon: 1e-7],
        source: "tensorflow/python/keras/optimizer_v2/adagrad.py"),
      FrameworkRule(
        "tf.keras.optimizers.Adadelta", .adadelta, .inside,
        [.learningRate: 1e-3, .decay: 0.95, .epsilonRoot: 1e-7],
        source: "tensorflow/python/keras/optimizer_v2/adadelta.py"),
      FrameworkRule(
        "tf.keras.optimizers.RMSprop", when: "momentum = 0", .rmsprop, .outside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilon: 1e-7],
        where: [.momentum: .only(0)],
        source: """
          tensorflow/python/keras/optimizer_v2/rmsprop.py, _resource_apply_dense
          """,
        note: "The default. Any momentum, however small, moves ε inside the root."),
      FrameworkRule(
        "tf.keras.optimizers.RMSprop", when: "momentum > 0", .rmspropInside, .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        examples: [.momentum: 0.9], where: [.momentum: .used],
        source: """
          tensorflow/python/keras/optimizer_v2/rmsprop.py, _resource_apply_dense
          """,
        note: "A fused kernel computes it, with ε inside the root."),
      FrameworkRule(
        "tf.keras.optimizers.RMSprop", when: "momentum = 0, centered=True",
        .rmsprop.with(Centered.on), .outside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilon: 1e-7],
        where: [.momentum: .only(0)],
        source: """
          tensorflow/python/keras/optimizer_v2/rmsprop.py, _resource_apply_dense
          """),
      FrameworkRule(
        "tf.keras.optimizers.RMSprop", when: "momentum > 0, centered=True",
        .rmspropInside.with(Centered.on), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        examples: [.momentum: 0.9], where: [.momentum: .used],
        source: """
          tensorflow/python/keras/optimizer_v2/rmsprop.py, _resource_apply_dense
          """),
      FrameworkRule(
        "tf.keras.optimizers.RMSprop", when: "momentum = 0, sparse gradient",
        .rmsprop.with(AbsentRows.freezeParameter), .outside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilon: 1e-7],
        where: [.momentum: .only(0)],
        source: """
          tensorflow/python/keras/optimizer_v2/rmsprop.py, _resource_apply_sparse
          """),
      FrameworkRule(
        "tf.keras.optimizers.RMSprop", when: "momentum > 0, sparse gradient",
        .rmspropInside.with(AbsentRows.skip), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilonRoot: 1e-7],
        examples: [.momentum: 0.9], where: [.momentum: .used],
        source: """
          tensorflow/python/keras/optimizer_v2/rmsprop.py, _resource_apply_sparse
          """),
      FrameworkRule(
        "tf.keras.optimizers.Adam", .adamRaw.with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: 1e-7),
        source: "tensorflow/python/keras/optimizer_v2/adam.py",
        note: "A sparse gradient is not lazy: the state decays and θ moves everywhere."),
      FrameworkRule(
        "NonFusedAdam", when: "dense gradient", .adamRaw.with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: -1e-7),
        source: "tensorflow/python/keras/optimizer_v2/adam.py:441",
        note: "It subtracts ε; with a sparse gradient it adds it."),
      FrameworkRule(
        "tf.keras.optimizers.Adam", when: "amsgrad=True",
        .amsgradRaw.with(StepClock.global), .outside, .moments(rate: 1e-3, epsilon: 1e-7),
        source: "tensorflow/python/keras/optimizer_v2/adam.py"),
      FrameworkRule(
        "tf.keras.optimizers.Nadam", .nadam, .outside,
        .moments(rate: 1e-3, epsilon: 1e-7, [.momentumDecay: 4e-3]),
        source: "tensorflow/python/keras/optimizer_v2/nadam.py",
        note: "The keyword decay is ψ."),
      FrameworkRule(
        "tf.keras.optimizers.Adamax",
        .adamax.with(InfinityFloor.denominator).with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: 1e-7),
        source: "tensorflow/python/keras/optimizer_v2/adamax.py"),
    ])
}
