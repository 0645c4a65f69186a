extension FrameworkProfile {
  static let torch7 = FrameworkProfile(
    "torch7", title: "Torch7 optim", version: "commit a5ceed7",
    rules: [
      FrameworkRule(
        "optim.sgd", .sgd, .none, examples: [.momentum: 0.9, .dampening: 0.9],
        source: "sgd.lua", note: "The dampening is the momentum unless it is given."),
      FrameworkRule(
        "optim.adagrad", .adagrad, .outside, [.epsilon: 1e-10], source: "adagrad.lua"),
      FrameworkRule(
        "optim.adadelta", .adadelta, .inside, examples: [.learningRate: 1],
        source: "adadelta.lua", note: "It has no learning rate: η = 1."),
      FrameworkRule(
        "optim.rmsprop", .rmsprop, .outside, source: "rmsprop.lua",
        note: "initialMean is the initial second moment."),
      FrameworkRule("optim.adam", .adamRaw, .outside, source: "adam.lua"),
      FrameworkRule(
        "optim.adamax", .adamax, .outside, [.epsilon: 1e-38], source: "adamax.lua"),
    ])
}
