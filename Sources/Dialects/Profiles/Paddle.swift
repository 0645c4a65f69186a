extension FrameworkProfile {
  static let paddle = FrameworkProfile(
    "paddle", title: "PaddlePaddle", version: "3.3.1",
    rules: [
      FrameworkRule(
        "paddle.optimizer.Momentum", .sgd.with(FirstMomentum.zero),
        examples: [.momentum: 0.9], source: "phi/kernels, DenseMomentumFunctor"),
      FrameworkRule(
        "paddle.optimizer.Momentum", when: "use_nesterov=True",
        .sgd.with(FirstMomentum.zero).with(Nesterov.standard), examples: [.momentum: 0.9],
        source: "phi/kernels, DenseMomentumFunctor"),
      FrameworkRule(
        "paddle.optimizer.Adagrad", .adagrad, .outside, [.epsilon: 1e-6],
        source: "paddle/optimizer/adagrad.py"),
      FrameworkRule(
        "paddle.optimizer.Adadelta", .adadelta, .inside,
        [.learningRate: 1e-3, .decay: 0.95, .epsilonRoot: 1e-6],
        source: "paddle/optimizer/adadelta.py"),
      FrameworkRule(
        "paddle.optimizer.RMSProp", .rmspropInside, .inside,
        [.decay: 0.95, .epsilonRoot: 1e-6], source: "paddle/optimizer/rmsprop.py",
        note: "A sparse gradient is merged; absent rows count as zero."),
      FrameworkRule(
        "paddle.optimizer.RMSProp", when: "momentum > 0", .rmspropInside, .inside,
        [.decay: 0.95, .epsilonRoot: 1e-6], examples: [.momentum: 0.9],
        source: "paddle/optimizer/rmsprop.py"),
      FrameworkRule(
        "paddle.optimizer.Adam", .adam, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "paddle/optimizer/adam.py",
        note: "The kernel adds ε·√(1 − β2^t) to the uncorrected root, which is the same."),
      FrameworkRule(
        "paddle.optimizer.Adam", when: "lazy_mode=True, sparse gradient",
        .adam.with(AbsentRows.skip), .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "paddle/optimizer/adam.py"),
      FrameworkRule(
        "paddle.optimizer.AdamW", .adamw, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8, [.weightDecay: 1e-2]),
        source: "paddle/optimizer/adamw.py"),
      FrameworkRule(
        "paddle.optimizer.Adam", when: "amsgrad=True", .amsgrad, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "paddle/optimizer/adam.py"),
      FrameworkRule(
        "paddle.optimizer.NAdam", .nadam, .outside,
        .moments(rate: 2e-3, epsilon: 1e-8, [.momentumDecay: 4e-3]),
        source: "paddle/optimizer/nadam.py"),
      FrameworkRule(
        "paddle.optimizer.Adamax", .adamax.with(InfinityFloor.norm), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "paddle/optimizer/adamax.py",
        note: "ε is added to the decayed norm."),
      FrameworkRule(
        "paddle.optimizer.RAdam", .radam, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "paddle/optimizer/radam.py"),
    ])
}
