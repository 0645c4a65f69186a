import Dialects
import Testing

/// The dialects of functions that have several rules, one by one.
///
/// The table was typed from the survey of the frameworks, not from the profiles.
struct ProfileDialectTests {
  /// The profile, the rule, its dialect and its epsilons.
  static let rows: [(String, String, String, EpsilonPlace)] = [
    ("pytorch", "torch.optim.SGD", "sgd", .none),
    ("pytorch", "torch.optim.RMSprop", "rmsprop", .outside),
    ("pytorch", "torch.optim.Adam", "adam", .outside),
    (
      "pytorch", "torch.optim.SparseAdam", "adam[epsilonFrame=raw,absentRows=skip]",
      .outside
    ),
    ("pytorch", "torch.optim.Adam, decoupled_weight_decay=True", "adamw", .outside),
    ("pytorch", "torch.optim.Adam, amsgrad=True", "amsgrad", .outside),
    ("pytorch", "torch.optim.NAdam", "nadam", .outside),
    ("pytorch", "torch.optim.RAdam", "radam", .outside),
    ("libtorch", "torch::optim::Adam", "adam[epsilonFrame=raw]", .outside),
    (
      "keras3", "keras.optimizers.RMSprop",
      "rmsprop[momentumLearningRate=inside,decayForm=before]", .inside
    ),
    (
      "tf-keras", "tf.keras.optimizers.RMSprop, momentum > 0",
      "rmsprop[momentumLearningRate=inside]", .inside
    ),
    ("tf-keras", "tf.keras.optimizers.RMSprop, momentum = 0", "rmsprop", .outside),
    (
      "tf-keras", "tf.keras.optimizers.RMSprop, momentum = 0, sparse gradient",
      "rmsprop[absentRows=freezeParameter]", .outside
    ),
    (
      "tf-keras", "tf.keras.optimizers.Adam", "adam[epsilonFrame=raw,stepClock=global]",
      .outside
    ),
    ("tf1", "tf.compat.v1.train.AdagradOptimizer", "adagrad", .none),
    ("tf1", "tf.raw_ops.ApplyAdagradV2", "adagrad", .outside),
    (
      "tf1", "tf.compat.v1.train.RMSPropOptimizer",
      "rmsprop[momentumLearningRate=inside]", .inside
    ),
    ("optax", "optax.rmsprop", "rmsprop[momentumLearningRate=inside]", .inside),
    (
      "optax", "optax.rmsprop, eps_in_sqrt=False",
      "rmsprop[momentumLearningRate=inside]", .outside
    ),
    ("optax", "optax.adam", "adam", .outside),
    ("optax", "optax.adam, eps_root > 0", "adam", .both),
    ("optax", "optax.adamw", "adamw[decayForm=same]", .outside),
    ("optax", "optax.amsgrad", "amsgrad[maximumFrame=corrected]", .outside),
    ("optax", "optax.adam, nesterov=True", "nadam[momentumSchedule=constant]", .outside),
    ("optax", "optax.radam", "radam[epsilonFrame=corrected]", .outside),
    ("paddle", "paddle.optimizer.Adam", "adam", .outside),
    (
      "paddle", "paddle.optimizer.RMSProp", "rmsprop[momentumLearningRate=inside]",
      .inside
    ),
    (
      "mlx", "mlx.optimizers.Adam",
      "adam[firstMomentCorrection=off,secondMomentCorrection=off]", .outside
    ),
    (
      "mlx", "mlx.optimizers.AdamW",
      "adamw[firstMomentCorrection=off,secondMomentCorrection=off]", .outside
    ),
    (
      "mlx", "mlx.optimizers.AdamW, bias_correction=True", "adamw[stepClock=global]",
      .outside
    ),
    ("mxnet", "mxnet.optimizer.RMSProp", "rmsprop", .outside),
    (
      "mxnet", "mxnet.optimizer.RMSProp, centered=True",
      "rmsprop[centered=on,momentumLearningRate=inside]", .inside
    ),
    ("mxnet", "mxnet.optimizer.Adam", "adam[epsilonFrame=raw]", .outside),
    (
      "mxnet", "mxnet.optimizer.AdamW, fused",
      "adamw[epsilonFrame=raw,decayForm=same,decayScale=corrected]", .outside
    ),
    (
      "mxnet", "mxnet.optimizer.AdamW, not fused",
      "adamw[epsilonFrame=raw,decayForm=after,decayScale=corrected]", .outside
    ),
    ("chainer", "chainer.optimizers.RMSprop", "rmsprop", .outside),
    ("chainer", "chainer.optimizers.RMSprop, eps_inside_sqrt=True", "rmsprop", .inside),
    (
      "chainer", "chainer.optimizers.AdamW",
      "adamw[epsilonFrame=raw,decayForm=same,decayScale=one]", .outside
    ),
    (
      "onnx", "ai.onnx.preview.training.Adam, T > 0", "adam[epsilonFrame=raw]", .outside
    ),
    (
      "onnx", "ai.onnx.preview.training.Adam, T > 0, norm_coefficient_post > 0",
      "adamw[epsilonFrame=raw,decayForm=after,decayScale=one]", .outside
    ),
    ("deepspeed", "DeepSpeedCPUAdam, adamw_mode=True", "adamw", .outside),
    ("deepspeed", "FusedAdam, adam_w_mode=True", "adamw[decayForm=same]", .outside),
    (
      "apex", "apex.optimizers.FusedAdam, adam_w_mode=True", "adamw[decayForm=same]",
      .outside
    ),
    ("bitsandbytes", "bitsandbytes.optim.AdamW32bit", "adamw[decayForm=after]", .outside),
    (
      "huggingface", "transformers.AdamW", "adamw[epsilonFrame=raw,decayForm=after]",
      .outside
    ),
    (
      "radam-authors", "RAdam, degenerated_to_sgd=False",
      "radam[belowThreshold=skipAll,decayForm=before]", .outside
    ),
    ("tinygrad", "tinygrad.nn.optim.SGD", "sgd[firstMomentum=zero]", .none),
    (
      "tinygrad", "tinygrad.nn.optim.SGD, classic=True",
      "sgd[firstMomentum=zero,momentumLearningRate=inside]", .none
    ),
    (
      "optimisers-jl", "Optimisers.AdamW, couple = false",
      "adamw[decayForm=same,decayScale=one]", .outside
    ),
    (
      "nnabla", "nnabla.solvers.AdamW",
      "adamw[epsilonFrame=raw,decayForm=same,decayScale=relative]", .outside
    ),
    (
      "nnabla", "nnabla.solvers.AMSGRAD", "amsgrad[epsilonFrame=raw]", .outside
    ),
  ]

  @Test("a rule is the dialect that it is said to be", arguments: rows.indices)
  func dialect(row: Int) throws {
    let (profile, description, dialect, epsilon) = Self.rows[row]
    let rules = try FrameworkProfile.find(profile).rules
    let rule = try #require(
      rules.first { $0.description == description }, "\(profile): \(description)")
    // The place of ε is a column of its own.
    let standard = Dialect.standard(rule.dialect.optimizer).epsilonPlace
    #expect(rule.dialect.placingEpsilon(standard).description == dialect)
    #expect(rule.dialect.epsilonPlace == epsilon)
  }
}
