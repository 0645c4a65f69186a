extension FrameworkProfile {
  static let nnabla = FrameworkProfile(
    "nnabla", title: "Neural Network Libraries", version: "commit 2814df0",
    rules: [
      FrameworkRule(
        "nnabla.solvers.Momentum", .sgdInside, examples: [.momentum: 0.9],
        source: "src/nbla/solver/generic/momentum.cpp"),
      FrameworkRule(
        "nnabla.solvers.Nesterov", .sgdInside.with(Nesterov.standard),
        examples: [.momentum: 0.9], source: "src/nbla/solver/generic/nesterov.cpp"),
      FrameworkRule(
        "nnabla.solvers.Adagrad", .adagrad, .outside,
        source: "src/nbla/solver/generic/adagrad.cpp"),
      FrameworkRule(
        "nnabla.solvers.Adadelta", .adadelta, .inside,
        source: "src/nbla/solver/generic/adadelta.cpp"),
      FrameworkRule(
        "nnabla.solvers.RMSprop", .rmsprop, .outside,
        source: "src/nbla/solver/generic/rmsprop.cpp"),
      FrameworkRule(
        "nnabla.solvers.RMSpropGraves", .rmspropInside.with(Centered.on), .inside,
        examples: [.momentum: 0.9],
        source: "src/nbla/solver/generic/rmsprop_graves.cpp"),
      FrameworkRule(
        "nnabla.solvers.Adam", .adamRaw, .outside,
        source: "src/nbla/solver/generic/adam.cpp"),
      FrameworkRule(
        "nnabla.solvers.AdamW",
        .adamw.with(EpsilonFrame.raw).with(DecayForm.same).with(DecayScale.relative),
        .outside, source: "src/nbla/solver/generic/adamw.cpp",
        note: "α is the learning rate divided by the initial one."),
      FrameworkRule(
        "nnabla.solvers.AMSGRAD", .amsgradRaw, .outside,
        source: "src/nbla/solver/generic/amsgrad.cpp"),
      FrameworkRule(
        "nnabla.solvers.AMSGRAD", when: "bias_correction=False", .amsgrad.uncorrected,
        .outside, source: "src/nbla/solver/generic/amsgrad.cpp"),
      FrameworkRule(
        "nnabla.solvers.Adamax", .adamax.with(InfinityFloor.denominator), .outside,
        source: "src/nbla/solver/generic/adamax.cpp"),
    ])
}
