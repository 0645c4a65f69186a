import Dialects
import Formats

/// RAdam: Adam whose early steps are rectified (SPEC §9).
public struct RAdam<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .radam }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// What happens in steps that are not rectified is set by `dialect`.
  /// Further groups are added with `addGroup(.radam(…))`.
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0,
    schedule: LearningRateSchedule? = nil, dialect: Dialect = .standard(.radam),
    arithmetic: FloatFormat? = nil, scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.radam(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        epsilonRoot: epsilonRoot, weightDecay: weightDecay)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.radam), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .radam, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .radam)
  }
}
