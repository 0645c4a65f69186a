import Dialects

extension OptimizerRule {
  /// Adadelta: steps in the proportion of past updates to past gradients (SPEC §10).
  ///
  /// PyTorch's ε is inside the roots, so it is `epsilonRoot` here. The paper has no learning
  /// rate: it is 1.
  ///
  /// - Parameters:
  ///   - learningRate: the learning rate η, at least 0.
  ///   - decay: the decay rate ρ of both averages, in [0, 1).
  ///   - epsilonRoot: ε, added under the root.
  ///   - weightDecay: the weight decay λ, at least 0.
  ///   - initialSecondMoment: the average of squares before the first step, at least 0.
  ///   - dialect: the choices that frameworks make differently; without it they are the
  ///     standard ones, and ε is added where it is given.
  ///   - schedule: how the learning rate changes from step to step.
  /// - Throws: ``OptimizerError`` if a value is outside its domain or the dialect is of
  ///   another optimizer.
  public static func adadelta(
    learningRate: Double? = nil, decay: Double? = nil, epsilonRoot: Double? = nil,
    weightDecay: Double? = nil, initialSecondMoment: Double? = nil,
    dialect: Dialect? = nil, schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> OptimizerRule {
    try OptimizerRule(
      .adadelta,
      [
        .learningRate: learningRate, .decay: decay, .epsilonRoot: epsilonRoot,
        .weightDecay: weightDecay, .initialSecondMoment: initialSecondMoment,
      ], dialect, schedule)
  }
}
