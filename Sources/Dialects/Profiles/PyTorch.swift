extension FrameworkProfile {
  static let pytorch = FrameworkProfile(
    "pytorch", title: "PyTorch", version: "2.13.0",
    note: """
      Every optimizer has maximize=True, shown for SGD only: the gradient is negated \
      before weight decay.
      """,
    rules: [
      FrameworkRule(
        "torch.optim.SGD", .sgd, .none, [.learningRate: 1e-3], examples: [.momentum: 0.9],
        source: "torch/optim/sgd.py, _single_tensor_sgd",
        note: "The first gradient enters the buffer undampened."),
      FrameworkRule(
        "torch.optim.SGD", when: "nesterov=True", .sgd.with(Nesterov.standard), .none,
        [.learningRate: 1e-3], examples: [.momentum: 0.9],
        source: "torch/optim/sgd.py, _single_tensor_sgd",
        note: "It demands dampening = 0."),
      FrameworkRule(
        "torch.optim.SGD", when: "maximize=True", .sgd.with(Maximize.gradient), .none,
        [.learningRate: 1e-3], examples: [.momentum: 0.9],
        source: "torch/optim/sgd.py, _single_tensor_sgd",
        note: "The gradient is negated before weight decay, which still shrinks θ."),
      FrameworkRule(
        "torch.optim.Adagrad", .adagrad, .outside,
        [.learningRate: 1e-2, .epsilon: 1e-10], source: "torch/optim/adagrad.py",
        note: "lr_decay counts t − 1."),
      FrameworkRule(
        "torch.optim.Adagrad", when: "sparse gradient",
        .adagrad.with(AbsentRows.skip), .outside,
        [.learningRate: 1e-2, .epsilon: 1e-10], source: "torch/optim/adagrad.py",
        note: "It coalesces first, and forbids weight decay."),
      FrameworkRule(
        "torch.optim.Adadelta", .adadelta, .inside,
        [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6],
        source: "torch/optim/adadelta.py"),
      FrameworkRule(
        "torch.optim.RMSprop", .rmsprop, .outside,
        [.learningRate: 1e-2, .decay: 0.99, .epsilon: 1e-8],
        source: "torch/optim/rmsprop.py"),
      FrameworkRule(
        "torch.optim.RMSprop", when: "momentum > 0", .rmsprop, .outside,
        [.learningRate: 1e-2, .decay: 0.99, .epsilon: 1e-8], examples: [.momentum: 0.9],
        source: "torch/optim/rmsprop.py"),
      FrameworkRule(
        "torch.optim.RMSprop", when: "centered=True", .rmsprop.with(Centered.on),
        .outside, [.learningRate: 1e-2, .decay: 0.99, .epsilon: 1e-8],
        source: "torch/optim/rmsprop.py",
        note: "v − m² is not clamped: where it rounds below zero the step is NaN."),
      FrameworkRule(
        "torch.optim.Adam", .adam, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "torch/optim/adam.py"),
      FrameworkRule(
        "torch.optim.SparseAdam", .adamRaw.with(AbsentRows.skip), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8),
        source: "torch/optim/_functional.py, sparse_adam",
        note: """
          Unlike Adam it adds ε to the uncorrected root. It coalesces first; the clock \
          counts empty gradients.
          """),
      FrameworkRule(
        "torch.optim.AdamW", .adamw, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8, [.weightDecay: 1e-2]),
        source: "torch/optim/adamw.py"),
      FrameworkRule(
        "torch.optim.Adam", when: "decoupled_weight_decay=True", .adamw, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), examples: [.weightDecay: 1e-2],
        source: "torch/optim/adam.py"),
      FrameworkRule(
        "torch.optim.Adam", when: "amsgrad=True", .amsgrad, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "torch/optim/adam.py"),
      FrameworkRule(
        "torch.optim.AdamW", when: "amsgrad=True", .amsgrad.with(DecayForm.before),
        .outside, .moments(rate: 1e-3, epsilon: 1e-8, [.weightDecay: 1e-2]),
        source: "torch/optim/adamw.py"),
      FrameworkRule(
        "torch.optim.NAdam", .nadam, .outside,
        .moments(rate: 2e-3, epsilon: 1e-8, [.momentumDecay: 4e-3]),
        source: "torch/optim/nadam.py"),
      FrameworkRule(
        "torch.optim.NAdam", when: "decoupled_weight_decay=True",
        .nadam.with(DecayForm.before), .outside,
        .moments(rate: 2e-3, epsilon: 1e-8, [.momentumDecay: 4e-3]),
        examples: [.weightDecay: 1e-2], source: "torch/optim/nadam.py"),
      FrameworkRule(
        "torch.optim.Adamax", .adamax, .outside, .moments(rate: 2e-3, epsilon: 1e-8),
        source: "torch/optim/adamax.py"),
      FrameworkRule(
        "torch.optim.RAdam", .radam, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "torch/optim/radam.py",
        note: "Unlike Adam it adds ε to the uncorrected root."),
      FrameworkRule(
        "torch.optim.RAdam", when: "decoupled_weight_decay=True",
        .radam.with(DecayForm.before), .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        examples: [.weightDecay: 1e-2], source: "torch/optim/radam.py"),
    ])
}
