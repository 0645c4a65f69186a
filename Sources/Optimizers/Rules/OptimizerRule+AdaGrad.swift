import Dialects

extension OptimizerRule {
  /// AdaGrad: steps divided by the root of the sum of squared gradients (SPEC §3).
  ///
  /// - Parameters:
  ///   - learningRate: the learning rate η, at least 0.
  ///   - learningRateDecay: ℓ, at least 0: the learning rate is divided by 1 + nℓ after n steps.
  ///   - accumulatorDecay: the factor that the sum of squares keeps each step, in (0, 1];
  ///     1 in the paper.
  ///   - epsilon: ε, added to the root.
  ///   - epsilonRoot: ε, added under the root.
  ///   - weightDecay: the weight decay λ, at least 0.
  ///   - initialSecondMoment: the sum of squares before the first step, at least 0.
  ///   - dialect: the choices that frameworks make differently; without it they are the
  ///     standard ones, and ε is added where it is given.
  ///   - schedule: how the learning rate changes from step to step.
  /// - Throws: ``OptimizerError`` if a value is outside its domain or the dialect is of
  ///   another optimizer.
  public static func adagrad(
    learningRate: Double? = nil, learningRateDecay: Double? = nil,
    accumulatorDecay: Double? = nil, epsilon: Double? = nil,
    epsilonRoot: Double? = nil, weightDecay: Double? = nil,
    initialSecondMoment: Double? = nil, dialect: Dialect? = nil,
    schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> OptimizerRule {
    try OptimizerRule(
      .adagrad,
      [
        .learningRate: learningRate, .learningRateDecay: learningRateDecay,
        .accumulatorDecay: accumulatorDecay, .epsilon: epsilon,
        .epsilonRoot: epsilonRoot, .weightDecay: weightDecay,
        .initialSecondMoment: initialSecondMoment,
      ], dialect, schedule)
  }
}
