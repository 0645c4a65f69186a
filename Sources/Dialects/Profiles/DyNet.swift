extension FrameworkProfile {
  static let dynet = FrameworkProfile(
    "dynet", title: "DyNet", version: "commit 22b4495",
    note: "Weight decay scales the parameters lazily, as no dialect says.",
    rules: [
      FrameworkRule(
        "MomentumSGDTrainer", .sgdInside, examples: [.momentum: 0.9],
        source: "dynet/training.cc"),
      FrameworkRule(
        "AdagradTrainer", .adagrad, .inside, [.epsilonRoot: 1e-20],
        source: "dynet/training.cc"),
      FrameworkRule(
        "AdadeltaTrainer", .adadelta, .inside, examples: [.learningRate: 1],
        source: "dynet/training.cc", note: "It has no learning rate: η = 1."),
      FrameworkRule(
        "RMSPropTrainer", .rmsprop, .inside, [.epsilonRoot: 1e-20],
        source: "dynet/training.cc", note: "It has no momentum."),
      FrameworkRule("AdamTrainer", .adamRaw, .outside, source: "dynet/training.cc"),
      FrameworkRule("AmsgradTrainer", .amsgradRaw, .outside, source: "dynet/training.cc"),
    ])
}
