extension FrameworkProfile {
  static let swiftAPIs = FrameworkProfile(
    "swift-apis", title: "Swift for TensorFlow", version: "commit f51ee46",
    rules: [
      FrameworkRule(
        "SGD", .sgdInside, examples: [.momentum: 0.9],
        source: "Sources/TensorFlow/Optimizers/SGD.swift"),
      FrameworkRule(
        "SGD", when: "nesterov: true", .sgdInside.with(Nesterov.standard),
        examples: [.momentum: 0.9], source: "Sources/TensorFlow/Optimizers/SGD.swift"),
      FrameworkRule(
        "AdaGrad", .adagrad.with(LearningRateDecayClock.current), .outside,
        [.initialSecondMoment: 0.1, .epsilon: 1e-8],
        source: "Sources/TensorFlow/Optimizers/MomentumBased.swift",
        note: "The decay of the learning rate counts t, not t − 1."),
      FrameworkRule(
        "AdaDelta", .adadelta, .inside, [.learningRate: 1],
        source: "Sources/TensorFlow/Optimizers/MomentumBased.swift"),
      FrameworkRule(
        "RMSProp", .rmsprop, .outside, [.decay: 0.9, .epsilon: 1e-8],
        source: "Sources/TensorFlow/Optimizers/MomentumBased.swift"),
      FrameworkRule(
        "Adam", .adamRaw, .outside,
        source: "Sources/TensorFlow/Optimizers/MomentumBased.swift"),
      FrameworkRule(
        "AMSGrad", .amsgradRaw, .outside,
        source: "Sources/TensorFlow/Optimizers/MomentumBased.swift"),
      FrameworkRule(
        "AdaMax", .adamax.with(InfinityFloor.denominator), .outside,
        source: "Sources/TensorFlow/Optimizers/MomentumBased.swift"),
      FrameworkRule(
        "RAdam", .radam, .outside,
        source: "Sources/TensorFlow/Optimizers/MomentumBased.swift",
        note: "The argument decay is accepted and not used."),
    ])
}
