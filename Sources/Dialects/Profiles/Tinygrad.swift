extension FrameworkProfile {
  static let tinygrad = FrameworkProfile(
    "tinygrad", title: "tinygrad", version: "0.14.0",
    rules: [
      FrameworkRule(
        "tinygrad.nn.optim.SGD", .sgd.with(FirstMomentum.zero), .none,
        [.learningRate: 1e-3], examples: [.momentum: 0.9],
        source: "tinygrad/nn/optim.py, LARS"),
      FrameworkRule(
        "tinygrad.nn.optim.SGD", when: "nesterov=True",
        .sgd.with(FirstMomentum.zero).with(Nesterov.standard), .none,
        [.learningRate: 1e-3], examples: [.momentum: 0.9],
        source: "tinygrad/nn/optim.py, LARS"),
      FrameworkRule(
        "tinygrad.nn.optim.SGD", when: "classic=True", .sgdInside, .none,
        [.learningRate: 1e-3], examples: [.momentum: 0.9],
        source: "tinygrad/nn/optim.py, LARS"),
      FrameworkRule(
        "tinygrad.nn.optim.Adam", .adam, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "tinygrad/nn/optim.py, LAMB", note: "It has no weight decay."),
      FrameworkRule(
        "tinygrad.nn.optim.AdamW", .adamw.with(DecayForm.same), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8, [.weightDecay: 1e-2]),
        source: "tinygrad/nn/optim.py, LAMB"),
    ])
}
