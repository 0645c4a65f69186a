extension FrameworkProfile {
  static let tensorFlow1 = FrameworkProfile(
    "tf1", title: "TensorFlow 1 (tf.compat.v1.train) and raw kernels", version: "2.21.0",
    note: "The powers of β are shared by all variables and advance once a step.",
    rules: [
      FrameworkRule(
        "tf.compat.v1.train.MomentumOptimizer", .sgd.with(FirstMomentum.zero),
        examples: [.momentum: 0.9], source: "tensorflow/python/training/momentum.py"),
      FrameworkRule(
        "tf.compat.v1.train.MomentumOptimizer", when: "use_nesterov=True",
        .sgd.with(FirstMomentum.zero).with(Nesterov.standard), examples: [.momentum: 0.9],
        source: "tensorflow/python/training/momentum.py"),
      FrameworkRule(
        "tf.compat.v1.train.AdagradOptimizer", .adagrad, .none,
        [.initialSecondMoment: 0.1],
        source: "tensorflow/core/kernels/training_ops.cc, ApplyAdagrad",
        note: "It has no ε at all."),
      FrameworkRule(
        "tf.raw_ops.ApplyAdagradV2", .adagrad, .outside,
        source: "tensorflow/core/kernels/training_ops.cc, ApplyAdagradV2"),
      FrameworkRule(
        "tf.raw_ops.SparseApplyAdagradV2",
        .adagrad.with(AbsentRows.skip).with(DuplicateRows.sequential), .outside,
        source: "tensorflow/core/kernels/training_ops.cc, SparseApplyAdagradV2",
        note: "The optimizers in Python sum repeated rows before they call it."),
      FrameworkRule(
        "tf.compat.v1.train.AdadeltaOptimizer", .adadelta, .inside,
        [.learningRate: 1e-3, .decay: 0.95, .epsilonRoot: 1e-8],
        source: "tensorflow/python/training/adadelta.py"),
      FrameworkRule(
        "tf.compat.v1.train.RMSPropOptimizer", .rmspropInside, .inside,
        [.decay: 0.9, .epsilonRoot: 1e-10, .initialSecondMoment: 1],
        where: [.initialSecondMoment: .only(1)],
        source: "tensorflow/core/kernels/training_ops.cc, ApplyRMSProp",
        note: "The second moment starts at 1."),
      FrameworkRule(
        "tf.compat.v1.train.RMSPropOptimizer", when: "momentum > 0", .rmspropInside,
        .inside, [.decay: 0.9, .epsilonRoot: 1e-10, .initialSecondMoment: 1],
        examples: [.momentum: 0.9],
        where: [.initialSecondMoment: .only(1), .momentum: .used],
        source: "tensorflow/core/kernels/training_ops.cc, ApplyRMSProp"),
      FrameworkRule(
        "tf.compat.v1.train.RMSPropOptimizer", when: "centered=True",
        .rmspropInside.with(Centered.on), .inside,
        [.decay: 0.9, .epsilonRoot: 1e-10, .initialSecondMoment: 1],
        where: [.initialSecondMoment: .only(1)],
        source: "tensorflow/core/kernels/training_ops.cc, ApplyCenteredRMSProp"),
      FrameworkRule(
        "tf.compat.v1.train.AdamOptimizer", .adamRaw.with(StepClock.global), .outside,
        .moments(rate: 1e-3, epsilon: 1e-8),
        source: "tensorflow/core/kernels/training_ops.cc, ApplyAdam",
        note: "A sparse gradient is not lazy: the state decays and θ moves everywhere."),
      FrameworkRule(
        "tf.raw_ops.ApplyAdamWithAmsgrad", .amsgradRaw, .outside,
        source: "tensorflow/core/kernels/training_ops.cc, ApplyAdamWithAmsgrad"),
      FrameworkRule(
        "tf.raw_ops.ApplyAdam", when: "use_nesterov=True",
        .nadam.with(LookAhead.current).with(MomentumSchedule.constant)
          .with(EpsilonFrame.raw), .outside,
        source: "tensorflow/core/kernels/training_ops.cc, ApplyAdam"),
      FrameworkRule(
        "tf.raw_ops.ApplyAdaMax", .adamax.with(InfinityFloor.denominator), .outside,
        source: "tensorflow/core/kernels/training_ops.cc, ApplyAdaMax"),
    ])
}
