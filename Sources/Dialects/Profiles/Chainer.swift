extension FrameworkProfile {
  static let chainer = FrameworkProfile(
    "chainer", title: "Chainer", version: "commit a8e15cb",
    rules: [
      FrameworkRule(
        "chainer.optimizers.MomentumSGD", .sgdInside, examples: [.momentum: 0.9],
        source: "chainer/optimizers/momentum_sgd.py"),
      FrameworkRule(
        "chainer.optimizers.NesterovAG", .sgdInside.with(Nesterov.chainer),
        examples: [.momentum: 0.9],
        source: "chainer/optimizers/nesterov_ag.py:62-65,76-77",
        note: "The new buffer stands where the formula needs the old one."),
      FrameworkRule(
        "chainer.optimizers.AdaGrad", .adagrad, .outside,
        [.learningRate: 1e-3, .epsilon: 1e-8],
        source: "chainer/optimizers/ada_grad.py"),
      FrameworkRule(
        "chainer.optimizers.AdaDelta", .adadelta, .inside,
        [.decay: 0.95, .epsilonRoot: 1e-6], examples: [.learningRate: 1],
        source: "chainer/optimizers/ada_delta.py",
        note: "It has no learning rate: η = 1."),
      FrameworkRule(
        "chainer.optimizers.RMSprop", .rmsprop, .outside,
        [.learningRate: 1e-2, .decay: 0.99, .epsilon: 1e-8],
        source: "chainer/optimizers/rmsprop.py"),
      FrameworkRule(
        "chainer.optimizers.RMSprop", when: "eps_inside_sqrt=True", .rmsprop, .inside,
        [.learningRate: 1e-2, .decay: 0.99, .epsilonRoot: 1e-8],
        source: "chainer/optimizers/rmsprop.py"),
      FrameworkRule(
        "chainer.optimizers.RMSpropGraves", .rmspropInside.with(Centered.on), .inside,
        [.decay: 0.95, .momentum: 0.9, .epsilonRoot: 1e-4],
        source: "chainer/optimizers/rmsprop_graves.py"),
      FrameworkRule(
        "chainer.optimizers.Adam", .adamRaw, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "chainer/optimizers/adam.py"),
      FrameworkRule(
        "chainer.optimizers.AdamW",
        .adamw.with(EpsilonFrame.raw).with(DecayForm.same).with(DecayScale.one), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), examples: [.weightDecay: 1e-2],
        source: "chainer/optimizers/adam.py",
        note: "α is the argument eta, 1 by default; λ is its product with the decay."),
      FrameworkRule(
        "chainer.optimizers.AMSGrad", .amsgradRaw, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "chainer/optimizers/adam.py"),
    ])
}
