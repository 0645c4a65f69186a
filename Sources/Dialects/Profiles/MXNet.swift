extension FrameworkProfile {
  static let mxnet = FrameworkProfile(
    "mxnet", title: "Apache MXNet", version: "commit b84609d",
    rules: [
      FrameworkRule(
        "mxnet.optimizer.SGD", .sgdInside, examples: [.momentum: 0.9],
        source: "src/operator/optimizer_op-inl.h, SGDMomKernel"),
      FrameworkRule(
        "mxnet.optimizer.NAG", .sgdInside.with(Nesterov.standard),
        examples: [.momentum: 0.9],
        source: "src/operator/optimizer_op-inl.h, NAGMomKernel"),
      FrameworkRule(
        "mxnet.optimizer.AdaGrad", .adagrad, .outside,
        [.learningRate: 1e-2, .epsilon: 1e-6], source: "python/mxnet/optimizer/adagrad.py"
      ),
      FrameworkRule(
        "mxnet.optimizer.AdaDelta", .adadelta, .inside,
        [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6],
        source: "python/mxnet/optimizer/adadelta.py"),
      FrameworkRule(
        "mxnet.optimizer.RMSProp", .rmsprop, .outside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilon: 1e-8],
        source: "src/operator/optimizer_op-inl.h, rmsprop_update",
        note: """
          The momentum, 0.9 by default, is silently ignored unless centered. The raw \
          operator's ρ is 0.95 by default.
          """),
      FrameworkRule(
        "mxnet.optimizer.RMSProp", when: "centered=True",
        .rmspropInside.with(Centered.on), .inside,
        [.learningRate: 1e-3, .decay: 0.9, .momentum: 0.9, .epsilonRoot: 1e-8],
        source: "src/operator/optimizer_op-inl.h, rmspropalex_update"),
      FrameworkRule(
        "mxnet.optimizer.Adam", .adamRaw, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "python/mxnet/optimizer/adam.py"),
      FrameworkRule(
        "mxnet.optimizer.Adam", when: "lazy_update=True, sparse gradient",
        .adamRaw.with(AbsentRows.skip), .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "src/operator/optimizer_op-inl.h",
        note: "Weight decay is lazy as well."),
      FrameworkRule(
        "mxnet.optimizer.AdamW", when: "fused",
        .adamw.with(EpsilonFrame.raw).with(DecayForm.same).with(DecayScale.corrected),
        .outside, .moments(rate: 1e-3, epsilon: 1e-6),
        source: "src/operator/contrib/adamw-inl.h, adamw_update"),
      FrameworkRule(
        "mxnet.optimizer.AdamW", when: "not fused",
        .adamw.with(EpsilonFrame.raw).with(DecayForm.after).with(DecayScale.corrected),
        .outside, .moments(rate: 1e-3, epsilon: 1e-6),
        source: "python/mxnet/optimizer/adamw.py, step",
        note: "It decays after the step, which the fused kernel does not."),
      FrameworkRule(
        "mxnet.optimizer.Nadam", when: "a single tensor", .nadam, .outside,
        .moments(rate: 1e-3, epsilon: 1e-8, [.momentumDecay: 4e-3]),
        source: "python/mxnet/optimizer/nadam.py:107",
        note: "With several tensors the schedule advances once for each of them."),
      FrameworkRule(
        "mxnet.optimizer.Adamax", .adamax.with(InfinityFloor.denominator), .outside,
        .moments(rate: 2e-3, epsilon: 1e-8), source: "python/mxnet/optimizer/adamax.py"),
    ])
}
