import Dialects

extension OptimizerRule {
  /// AdaMax: Adam in the infinity norm (SPEC §8).
  ///
  /// Where ε is added is an axis of the dialect.
  ///
  /// - Parameters:
  ///   - learningRate: the learning rate η, at least 0.
  ///   - beta1: the decay rate of the first moment, in [0, 1).
  ///   - beta2: the decay rate of the second moment, in [0, 1).
  ///   - epsilon: ε, added to the norm.
  ///   - weightDecay: the weight decay λ, at least 0.
  ///   - dialect: the choices that frameworks make differently; without it they are the
  ///     standard ones, and ε is added where it is given.
  ///   - schedule: how the learning rate changes from step to step.
  /// - Throws: ``OptimizerError`` if a value is outside its domain or the dialect is of
  ///   another optimizer.
  public static func adamax(
    learningRate: Double? = nil, beta1: Double? = nil, beta2: Double? = nil,
    epsilon: Double? = nil, weightDecay: Double? = nil,
    dialect: Dialect? = nil, schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> OptimizerRule {
    try OptimizerRule(
      .adamax,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .weightDecay: weightDecay,
      ], dialect, schedule)
  }
}
