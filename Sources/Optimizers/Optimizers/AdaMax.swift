import Dialects
import Formats

/// AdaMax: Adam in the infinity norm (SPEC §8).
public struct AdaMax<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .adamax }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// Where ε is added is set by `dialect`.
  /// Further groups are added with `addGroup(.adamax(…))`.
  public init(
    learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 0,
    schedule: LearningRateSchedule? = nil, dialect: Dialect = .standard(.adamax),
    arithmetic: FloatFormat? = nil, scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.adamax(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: weightDecay)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.adamax), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .adamax, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .adamax)
  }
}
