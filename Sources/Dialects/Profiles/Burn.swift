extension FrameworkProfile {
  static let burn = FrameworkProfile(
    "burn", title: "Burn", version: "commit 2c06be3",
    rules: [
      FrameworkRule(
        "Sgd", when: "with momentum", .sgd, .none, [.dampening: 0.1],
        examples: [.momentum: 0.9],
        source: "crates/burn-optim/src/optim/momentum.rs, Momentum::transform",
        note: "The dampening is 0.1 by default."),
      FrameworkRule(
        "Sgd", when: "with momentum, nesterov", .sgd.with(Nesterov.standard), .none,
        [.dampening: 0.1], examples: [.momentum: 0.9],
        source: "crates/burn-optim/src/optim/momentum.rs, Momentum::transform",
        note: "It allows dampening as well."),
      FrameworkRule(
        "AdaGrad", .adagrad, .outside, [.epsilon: 1e-5],
        source: "crates/burn-optim/src/optim/adagrad.rs",
        note: "lr_decay counts t − 1."),
      FrameworkRule(
        "RmsProp", .rmsprop, .outside, [.decay: 0.99, .momentum: 0.9, .epsilon: 1e-5],
        source: "crates/burn-optim/src/optim/rmsprop.rs"),
      FrameworkRule(
        "Adam", .adam, .outside, .moments(epsilon: 1e-5),
        source: "crates/burn-optim/src/optim/adam.rs"),
      FrameworkRule(
        "AdamW", .adamw, .outside, .moments(epsilon: 1e-5, [.weightDecay: 1e-4]),
        source: "crates/burn-optim/src/optim/adamw.rs"),
      FrameworkRule(
        "Adam", when: "amsgrad", .amsgrad, .outside, .moments(epsilon: 1e-5),
        source: "crates/burn-optim/src/optim/adam.rs"),
    ])
}
