extension FrameworkProfile {
  static let mlx = FrameworkProfile(
    "mlx", title: "MLX", version: "0.32.4",
    rules: [
      FrameworkRule(
        "mlx.optimizers.SGD", .sgd.with(FirstMomentum.zero), examples: [.momentum: 0.9],
        source: "mlx/optimizers/optimizers.py, SGD.apply_single",
        note: "The first gradient is dampened like any other, unlike in PyTorch."),
      FrameworkRule(
        "mlx.optimizers.SGD", when: "nesterov=True",
        .sgd.with(FirstMomentum.zero).with(Nesterov.standard), examples: [.momentum: 0.9],
        source: "mlx/optimizers/optimizers.py, SGD.apply_single"),
      FrameworkRule(
        "mlx.optimizers.Adagrad", .adagrad, .outside, [.epsilon: 1e-8],
        source: "mlx/optimizers/optimizers.py"),
      FrameworkRule(
        "mlx.optimizers.AdaDelta", .adadelta, .inside,
        [.decay: 0.9, .epsilonRoot: 1e-6], source: "mlx/optimizers/optimizers.py"),
      FrameworkRule(
        "mlx.optimizers.RMSprop", .rmsprop, .outside, [.decay: 0.99, .epsilon: 1e-8],
        source: "mlx/optimizers/optimizers.py", note: "It has no momentum."),
      FrameworkRule(
        "mlx.optimizers.Adam", .adam.uncorrected, .outside, .moments(epsilon: 1e-8),
        source: "mlx/optimizers/optimizers.py",
        note: "bias_correction is off by default: a first step of rate 0.1 moves 0.316."),
      FrameworkRule(
        "mlx.optimizers.Adam", when: "bias_correction=True",
        .adam.with(StepClock.global), .outside, .moments(epsilon: 1e-8),
        source: "mlx/optimizers/optimizers.py, Adam.apply_single: self.step"),
      FrameworkRule(
        "mlx.optimizers.AdamW", .adamw.uncorrected, .outside,
        .moments(epsilon: 1e-8, [.weightDecay: 1e-2]),
        source: "mlx/optimizers/optimizers.py",
        note: "bias_correction is off by default."),
      FrameworkRule(
        "mlx.optimizers.AdamW", when: "bias_correction=True",
        .adamw.with(StepClock.global), .outside,
        .moments(epsilon: 1e-8, [.weightDecay: 1e-2]),
        source: "mlx/optimizers/optimizers.py, Adam.apply_single: self.step"),
      FrameworkRule(
        "mlx.optimizers.Adamax",
        .adamax.with(InfinityFloor.denominator).with(FirstMomentCorrection.off), .outside,
        source: "mlx/optimizers/optimizers.py",
        note: "It has no bias correction, and no option for it."),
    ])
}
