import Dialects

extension Hyperparameters {
  /// An optimizer's default hyperparameters.
  static func defaults(
    _ optimizer: Optimizer
  ) throws(DialectError) -> Hyperparameters {
    switch optimizer {
    case .sgd: try .sgd()
    case .adagrad: try .adagrad()
    case .rmsprop: try .rmsprop()
    case .adam: try .adam()
    case .adamw: try .adamw()
    }
  }

  /// Hyperparameters of SGD; the defaults are PyTorch's (SPEC §2).
  public static func sgd(
    learningRate: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .sgd,
      [
        .learningRate: learningRate, .momentum: momentum, .dampening: dampening,
        .weightDecay: weightDecay,
      ])
  }

  /// Hyperparameters of AdaGrad; the defaults are PyTorch's (SPEC §3).
  public static func adagrad(
    learningRate: Double = 1e-2, learningRateDecay: Double = 0,
    accumulatorDecay: Double = 1, epsilon: Double = 1e-10, epsilonRoot: Double = 0,
    weightDecay: Double = 0, initialSecondMoment: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .adagrad,
      [
        .learningRate: learningRate, .learningRateDecay: learningRateDecay,
        .accumulatorDecay: accumulatorDecay, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialSecondMoment: initialSecondMoment,
      ])
  }

  /// Hyperparameters of RMSprop; the defaults are PyTorch's (SPEC §4).
  public static func rmsprop(
    learningRate: Double = 1e-2, decay: Double = 0.99, momentum: Double = 0,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0,
    initialSecondMoment: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .rmsprop,
      [
        .learningRate: learningRate, .decay: decay, .momentum: momentum,
        .epsilon: epsilon, .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialSecondMoment: initialSecondMoment,
      ])
  }

  /// Hyperparameters of Adam; the defaults are PyTorch's (SPEC §5).
  public static func adam(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0,
    initialFirstMoment: Double = 0, initialSecondMoment: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .adam,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialFirstMoment: initialFirstMoment,
        .initialSecondMoment: initialSecondMoment,
      ])
  }

  /// Hyperparameters of AdamW; the defaults are PyTorch's (SPEC §5).
  public static func adamw(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 1e-2,
    initialFirstMoment: Double = 0, initialSecondMoment: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .adamw,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialFirstMoment: initialFirstMoment,
        .initialSecondMoment: initialSecondMoment,
      ])
  }
}
