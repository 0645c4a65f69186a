import Dialects
import Formats

/// AdaGrad: steps divided by the root of the sum of squared gradients (SPEC §3).
public struct AdaGrad<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .adagrad }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// `initialSecondMoment` is the sum of squares before the first step.
  /// Further groups are added with `addGroup(.adagrad(…))`.
  public init(
    learningRate: Double = 1e-2, learningRateDecay: Double = 0,
    accumulatorDecay: Double = 1, epsilon: Double = 1e-10, epsilonRoot: Double = 0,
    weightDecay: Double = 0, initialSecondMoment: Double = 0,
    schedule: LearningRateSchedule? = nil, dialect: Dialect = .standard(.adagrad),
    arithmetic: FloatFormat? = nil, scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.adagrad(
        learningRate: learningRate, learningRateDecay: learningRateDecay,
        accumulatorDecay: accumulatorDecay, epsilon: epsilon, epsilonRoot: epsilonRoot,
        weightDecay: weightDecay, initialSecondMoment: initialSecondMoment)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.adagrad), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .adagrad, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .adagrad)
  }
}
