import Dialects

extension OptimizerRule {
  /// AdaBelief: Adam divided by how far gradients are from their average (SPEC §5.1).
  ///
  /// Weight decay enters the gradient; `DecayForm.before` is that of the authors' package.
  ///
  /// - Parameters:
  ///   - learningRate: the learning rate η, at least 0.
  ///   - beta1: the decay rate of the first moment, in [0, 1).
  ///   - beta2: the decay rate of the second moment, in [0, 1).
  ///   - epsilon: ε, added to the root.
  ///   - epsilonRoot: ε, added to the second moment in every step, where it stays.
  ///   - weightDecay: the weight decay λ, at least 0.
  ///   - initialFirstMoment: every element of the first moment before the first step.
  ///   - initialSecondMoment: every element of the second moment before the first step,
  ///     at least 0.
  ///   - dialect: the choices that frameworks make differently; without it they are the
  ///     standard ones, and ε is added where it is given.
  ///   - schedule: how the learning rate changes from step to step.
  /// - Throws: ``OptimizerError`` if a value is outside its domain or the dialect is of
  ///   another optimizer.
  public static func adabelief(
    learningRate: Double? = nil, beta1: Double? = nil, beta2: Double? = nil,
    epsilon: Double? = nil, epsilonRoot: Double? = nil, weightDecay: Double? = nil,
    initialFirstMoment: Double? = nil, initialSecondMoment: Double? = nil,
    dialect: Dialect? = nil, schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> OptimizerRule {
    try OptimizerRule(
      .adabelief,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialFirstMoment: initialFirstMoment,
        .initialSecondMoment: initialSecondMoment,
      ], dialect, schedule)
  }
}
