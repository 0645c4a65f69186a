extension FrameworkProfile {
  static let pytorchOptimizer = FrameworkProfile(
    "pytorch-optimizer", title: "pytorch_optimizer", version: "4.1.0",
    rules: [
      FrameworkRule(
        "pytorch_optimizer.RAdam",
        .radam.with(BelowThreshold.skipAll).with(DecayForm.before).with(StepClock.global),
        .outside, .moments(rate: 1e-3, epsilon: 1e-8), examples: [.weightDecay: 1e-2],
        source: "pytorch_optimizer/optimizer/radam.py: group['step']",
        note: "A step that is not rectified does not decay the weights either."),
      FrameworkRule(
        "pytorch_optimizer.RAdam", when: "fixed_decay=True",
        .radam.with(BelowThreshold.skipAll).with(DecayForm.before).with(DecayScale.one)
          .with(StepClock.global), .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        examples: [.weightDecay: 1e-2],
        source: "pytorch_optimizer/optimizer/radam.py"),
      FrameworkRule(
        "pytorch_optimizer.RAdam", when: "degenerated_to_sgd=True",
        .radam.with(DecayForm.before).with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), examples: [.weightDecay: 1e-2],
        source: "pytorch_optimizer/optimizer/radam.py: group['step']"),
    ])
}
