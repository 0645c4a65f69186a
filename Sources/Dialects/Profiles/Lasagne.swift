extension FrameworkProfile {
  static let lasagne = FrameworkProfile(
    "lasagne", title: "Lasagne", version: "commit 5d3c63c; defaults of 0.1",
    rules: [
      FrameworkRule(
        "lasagne.updates.momentum", .sgdInside, .none, [.momentum: 0.9],
        source: "lasagne/updates.py"),
      FrameworkRule(
        "lasagne.updates.nesterov_momentum", .sgdInside.with(Nesterov.standard), .none,
        [.momentum: 0.9], source: "lasagne/updates.py"),
      FrameworkRule(
        "lasagne.updates.adagrad", .adagrad, .inside,
        [.learningRate: 1, .epsilonRoot: 1e-6], source: "lasagne/updates.py"),
      FrameworkRule(
        "lasagne.updates.adadelta", .adadelta, .inside,
        [.learningRate: 1, .decay: 0.95, .epsilonRoot: 1e-6],
        source: "lasagne/updates.py"),
      FrameworkRule(
        "lasagne.updates.rmsprop", .rmsprop, .inside,
        [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6],
        source: "lasagne/updates.py"),
      FrameworkRule(
        "lasagne.updates.adam", .adamRaw, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "lasagne/updates.py"),
      FrameworkRule(
        "lasagne.updates.amsgrad", .amsgradRaw, .outside, source: "lasagne/updates.py"),
      FrameworkRule(
        "lasagne.updates.adamax", .adamax.with(InfinityFloor.denominator), .outside,
        source: "lasagne/updates.py"),
    ])
}
