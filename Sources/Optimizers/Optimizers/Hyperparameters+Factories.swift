import Dialects

extension Hyperparameters {
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

  /// Hyperparameters of AMSGrad; the defaults are PyTorch's (SPEC §6).
  public static func amsgrad(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0,
    initialFirstMoment: Double = 0, initialSecondMoment: Double = 0,
    initialMaximum: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .amsgrad,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialFirstMoment: initialFirstMoment,
        .initialSecondMoment: initialSecondMoment, .initialMaximum: initialMaximum,
      ])
  }

  /// Hyperparameters of NAdam; the defaults are PyTorch's (SPEC §7).
  public static func nadam(
    learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    momentumDecay: Double = 4e-3, epsilon: Double = 1e-8, epsilonRoot: Double = 0,
    weightDecay: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .nadam,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2,
        .momentumDecay: momentumDecay, .epsilon: epsilon, .epsilonRoot: epsilonRoot,
        .weightDecay: weightDecay,
      ])
  }

  /// Hyperparameters of AdaMax; the defaults are PyTorch's (SPEC §8).
  public static func adamax(
    learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .adamax,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .weightDecay: weightDecay,
      ])
  }

  /// Hyperparameters of RAdam; the defaults are PyTorch's (SPEC §9).
  public static func radam(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .radam,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
      ])
  }

  /// Hyperparameters of Adadelta; the defaults are PyTorch's (SPEC §10).
  ///
  /// PyTorch's ε is inside the roots, so it is `epsilonRoot` here. The paper has
  /// no learning rate: it is 1.
  public static func adadelta(
    learningRate: Double = 1, decay: Double = 0.9, epsilonRoot: Double = 1e-6,
    weightDecay: Double = 0, initialSecondMoment: Double = 0
  ) throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      .adadelta,
      [
        .learningRate: learningRate, .decay: decay, .epsilonRoot: epsilonRoot,
        .weightDecay: weightDecay, .initialSecondMoment: initialSecondMoment,
      ])
  }
}
