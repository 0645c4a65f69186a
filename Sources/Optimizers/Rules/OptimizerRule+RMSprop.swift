import Dialects

extension OptimizerRule {
  /// RMSprop: steps divided by a moving root mean square of the gradients (SPEC §4).
  ///
  /// The centered form and other choices are axes of the dialect.
  ///
  /// - Parameters:
  ///   - learningRate: the learning rate η, at least 0.
  ///   - decay: the decay rate ρ of the mean square, in [0, 1).
  ///   - momentum: the momentum μ, at least 0; without it there is no momentum buffer.
  ///   - epsilon: ε, added to the root.
  ///   - epsilonRoot: ε, added under the root.
  ///   - weightDecay: the weight decay λ, at least 0.
  ///   - initialSecondMoment: the mean square before the first step, at least 0.
  ///   - dialect: the choices that frameworks make differently; without it they are the
  ///     standard ones, and ε is added where it is given.
  ///   - schedule: how the learning rate changes from step to step.
  /// - Throws: ``OptimizerError`` if a value is outside its domain or the dialect is of
  ///   another optimizer.
  public static func rmsprop(
    learningRate: Double? = nil, decay: Double? = nil, momentum: Double? = nil,
    epsilon: Double? = nil, epsilonRoot: Double? = nil, weightDecay: Double? = nil,
    initialSecondMoment: Double? = nil, dialect: Dialect? = nil,
    schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> OptimizerRule {
    try OptimizerRule(
      .rmsprop,
      [
        .learningRate: learningRate, .decay: decay, .momentum: momentum,
        .epsilon: epsilon, .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialSecondMoment: initialSecondMoment,
      ], dialect, schedule)
  }
}
