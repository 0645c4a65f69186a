import Dialects

extension OptimizerRule {
  /// AMSGrad: Adam divided by the greatest second moment so far (SPEC §6).
  ///
  /// It is PyTorch's `Adam(amsgrad=True)`.
  ///
  /// - Parameters:
  ///   - learningRate: the learning rate η, at least 0.
  ///   - beta1: the decay rate of the first moment, in [0, 1).
  ///   - beta2: the decay rate of the second moment, in [0, 1).
  ///   - epsilon: ε, added to the root.
  ///   - epsilonRoot: ε, added under the root.
  ///   - weightDecay: the weight decay λ, at least 0.
  ///   - initialFirstMoment: every element of the first moment before the first step.
  ///   - initialSecondMoment: every element of the second moment before the first step,
  ///     at least 0.
  ///   - initialMaximum: every element of the maximum before the first step, at least 0.
  ///   - dialect: the choices that frameworks make differently; without it they are the
  ///     standard ones, and ε is added where it is given.
  ///   - schedule: how the learning rate changes from step to step.
  /// - Throws: ``OptimizerError`` if a value is outside its domain or the dialect is of
  ///   another optimizer.
  public static func amsgrad(
    learningRate: Double? = nil, beta1: Double? = nil, beta2: Double? = nil,
    epsilon: Double? = nil, epsilonRoot: Double? = nil, weightDecay: Double? = nil,
    initialFirstMoment: Double? = nil, initialSecondMoment: Double? = nil,
    initialMaximum: Double? = nil, dialect: Dialect? = nil,
    schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> OptimizerRule {
    try OptimizerRule(
      .amsgrad,
      [
        .learningRate: learningRate, .beta1: beta1, .beta2: beta2, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialFirstMoment: initialFirstMoment,
        .initialSecondMoment: initialSecondMoment, .initialMaximum: initialMaximum,
      ], dialect, schedule)
  }
}
