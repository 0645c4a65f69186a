extension FrameworkProfile {
  static let caffe2 = FrameworkProfile(
    "caffe2", title: "Caffe2", version: "old commits of PyTorch, caffe2/sgd",
    rules: [
      FrameworkRule(
        "MomentumSGD", .sgdInside, examples: [.momentum: 0.9],
        source: "caffe2/sgd/momentum_sgd_op.h"),
      FrameworkRule(
        "MomentumSGD", when: "nesterov=1", .sgdInside.with(Nesterov.standard),
        examples: [.momentum: 0.9], source: "caffe2/sgd/momentum_sgd_op.h"),
      FrameworkRule(
        "Adagrad", .adagrad, .outside, [.epsilon: 1e-5],
        source: "caffe2/sgd/adagrad_op.h",
        note: "decay, 1 by default, is ρa."),
      FrameworkRule(
        "Adagrad", when: "decay < 1", .adagrad, .outside, [.epsilon: 1e-5],
        examples: [.accumulatorDecay: 0.9], source: "caffe2/sgd/adagrad_op.h"),
      FrameworkRule("Adadelta", .adadelta, .inside, source: "caffe2/sgd/adadelta_op.h"),
      FrameworkRule(
        "RmsProp", .rmspropInside, .inside, source: "caffe2/sgd/rmsprop_op.h"),
      FrameworkRule(
        "Adam", .adamRaw, .outside, [.epsilon: 1e-5], source: "caffe2/sgd/adam_op.h"),
      FrameworkRule(
        "SparseAdam",
        .adamRaw.with(AbsentRows.skip).with(DuplicateRows.sequential), .outside,
        [.epsilon: 1e-5], source: "caffe2/sgd/adam_op.h"),
    ])
}
