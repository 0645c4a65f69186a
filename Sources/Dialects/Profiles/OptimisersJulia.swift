extension FrameworkProfile {
  static let optimisersJulia = FrameworkProfile(
    "optimisers-jl", title: "Optimisers.jl", version: "0.4.8",
    rules: [
      FrameworkRule(
        "Optimisers.Momentum", .sgdInside, examples: [.momentum: 0.9],
        source: "src/rules.jl"),
      FrameworkRule(
        "Optimisers.Nesterov", .sgdInside.with(Nesterov.standard),
        examples: [.momentum: 0.9], source: "src/rules.jl"),
      FrameworkRule(
        "Optimisers.AdaGrad", .adagrad, .outside,
        [.learningRate: 0.1, .epsilon: 1e-8, .initialSecondMoment: 1e-8],
        where: [.epsilon: .only(1e-8), .initialSecondMoment: .only(1e-8)],
        source: "src/rules.jl", note: "The sum of squares starts at ε."),
      FrameworkRule(
        "Optimisers.AdaDelta", .adadelta, .inside, [.decay: 0.9, .epsilonRoot: 1e-8],
        examples: [.learningRate: 1], where: [.learningRate: .only(1)],
        source: "src/rules.jl",
        note: "It has no learning rate: η = 1."),
      FrameworkRule(
        "Optimisers.RMSProp", .rmsprop, .outside,
        [.learningRate: 1e-3, .decay: 0.9, .epsilon: 1e-8], source: "src/rules.jl"),
      FrameworkRule(
        "Optimisers.RMSProp", when: "centred = true", .rmsprop.with(Centered.on),
        .outside, [.learningRate: 1e-3, .decay: 0.9, .epsilon: 1e-8],
        source: "src/rules.jl"),
      FrameworkRule(
        "Optimisers.Adam", .adam, .outside, .moments(rate: 1e-3, epsilon: 1e-8),
        source: "src/rules.jl"),
      FrameworkRule(
        "Optimisers.AdamW", .adamw.with(DecayForm.same), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), examples: [.weightDecay: 1e-2],
        source: "src/rules.jl", note: "The weight decay is 0 by default."),
      FrameworkRule(
        "Optimisers.AdamW", when: "couple = false",
        .adamw.with(DecayForm.same).with(DecayScale.one), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), examples: [.weightDecay: 1e-2],
        source: "src/rules.jl"),
      FrameworkRule(
        "Optimisers.AMSGrad", .amsgrad.uncorrected, .outside,
        .moments(
          rate: 1e-3, epsilon: 1e-8,
          [
            .initialFirstMoment: 1e-8, .initialSecondMoment: 1e-8, .initialMaximum: 1e-8,
          ]),
        where: [
          .epsilon: .only(1e-8), .initialFirstMoment: .only(1e-8),
          .initialSecondMoment: .only(1e-8), .initialMaximum: .only(1e-8),
        ], source: "src/rules.jl",
        note: "It has no bias correction, and all state starts at ε."),
      FrameworkRule(
        "Optimisers.NAdam",
        .nadam.with(MomentumSchedule.constant).with(SecondMomentScale.beta2), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "src/rules.jl:496"),
      FrameworkRule(
        "Optimisers.AdaMax", .adamax.with(InfinityFloor.denominator), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "src/rules.jl"),
      FrameworkRule(
        "Optimisers.RAdam",
        .radam.with(RectificationThreshold.four).with(EpsilonFrame.corrected), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8), source: "src/rules.jl",
        note: "The threshold is the paper's."),
    ])
}
