extension FrameworkProfile {
  static let dl4j = FrameworkProfile(
    "dl4j", title: "Deeplearning4j (libnd4j)", version: "commit 14488da and others",
    note: "The Java side was not read. Guards replace some values; no dialect says so.",
    rules: [
      FrameworkRule(
        "updaterNesterovs", .sgdInside.with(Nesterov.standard),
        examples: [.momentum: 0.9],
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterNesterovs.cpp"),
      FrameworkRule(
        "updaterAdaGrad", .adagrad, .outside,
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterAdaGrad.cpp"),
      FrameworkRule(
        "updaterAdaDelta", .adadelta, .inside, examples: [.learningRate: 1],
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterAdaDelta.cpp",
        note: "It has no learning rate: η = 1."),
      FrameworkRule(
        "updaterRmsProp", .rmsprop, .outside,
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterRmsProp.cpp"),
      FrameworkRule(
        "updaterAdam", .adamRaw, .outside,
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterAdam.cpp"),
      FrameworkRule(
        "updaterAmsGrad", .amsgradRaw, .outside,
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterAmsGrad.cpp"),
      FrameworkRule(
        "updaterNadam",
        .nadam.with(LookAhead.current).with(MomentumSchedule.constant)
          .with(EpsilonFrame.raw).with(SecondMomentCorrection.off), .outside,
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterNadam.cpp",
        note: "The second moment is not corrected."),
      FrameworkRule(
        "updaterAdaMax", .adamax.with(InfinityFloor.state), .outside, [.epsilon: 1e-32],
        source: "libnd4j/include/ops/declarable/helpers/cpu/updaterAdaMax.cpp",
        note: "1e-32 is added to the norm that is kept; the user's ε is not used."),
    ])
}
