import Dialects

extension OptimizerRule {
  /// Stochastic gradient descent, perhaps with momentum (SPEC §2).
  ///
  /// Nesterov's form, the place of the learning rate and other choices are axes of the
  /// dialect.
  ///
  /// - Parameters:
  ///   - learningRate: the learning rate η, at least 0.
  ///   - momentum: the momentum μ, at least 0; without it there is no momentum buffer.
  ///   - dampening: δ: the momentum buffer takes (1 − δ) times the gradient.
  ///   - weightDecay: the weight decay λ, at least 0.
  ///   - dialect: the choices that frameworks make differently; without it they are the
  ///     standard ones, and ε is added where it is given.
  ///   - schedule: how the learning rate changes from step to step.
  /// - Throws: ``OptimizerError`` if a value is outside its domain or the dialect is of
  ///   another optimizer.
  public static func sgd(
    learningRate: Double? = nil, momentum: Double? = nil, dampening: Double? = nil,
    weightDecay: Double? = nil, dialect: Dialect? = nil,
    schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> OptimizerRule {
    try OptimizerRule(
      .sgd,
      [
        .learningRate: learningRate, .momentum: momentum, .dampening: dampening,
        .weightDecay: weightDecay,
      ], dialect, schedule)
  }
}
