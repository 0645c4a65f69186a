extension FrameworkProfile {
  static let ensmallen = FrameworkProfile(
    "ensmallen", title: "ensmallen", version: "commit f65354c",
    rules: [
      FrameworkRule(
        "ens::MomentumSGD", .sgdInside, .none, [.momentum: 0.5],
        source: "include/ensmallen_bits/sgd"),
      FrameworkRule(
        "ens::NesterovMomentumSGD", .sgdInside.with(Nesterov.standard), .none,
        [.momentum: 0.5], source: "include/ensmallen_bits/sgd"),
      FrameworkRule(
        "ens::AdaGrad", .adagrad, .outside, [.epsilon: 1e-8],
        source: "include/ensmallen_bits/ada_grad"),
      FrameworkRule(
        "ens::AdaDelta", .adadelta, .inside, [.learningRate: 1],
        source: "include/ensmallen_bits/ada_delta"),
      FrameworkRule(
        "ens::RMSProp", .rmsprop, .outside, source: "include/ensmallen_bits/rmsprop"),
      FrameworkRule(
        "ens::Adam", .adamRaw, .outside, source: "include/ensmallen_bits/adam"),
      FrameworkRule(
        "ens::AMSGrad", .amsgradRaw, .outside, source: "include/ensmallen_bits/adam"),
      FrameworkRule(
        "ens::Nadam", .nadam.with(EpsilonFrame.raw), .outside, [.momentumDecay: 4e-3],
        source: "include/ensmallen_bits/adam",
        note: "A comment admits the approximation in where ε is added."),
      FrameworkRule(
        "ens::AdaMax", .adamax.with(InfinityFloor.denominator), .outside,
        source: "include/ensmallen_bits/adam"),
    ])
}
