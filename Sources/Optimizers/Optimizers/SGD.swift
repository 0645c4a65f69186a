import Dialects
import Formats

/// Stochastic gradient descent with momentum, dampening and Nesterov's form (SPEC §2).
public struct SGD<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .sgd }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// Axes (Nesterov's form, the place of the learning rate, …) are set by `dialect`.
  /// Further groups are added with `addGroup(.sgd(…))`.
  public init(
    learningRate: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.sgd), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.sgd(
        learningRate: learningRate, momentum: momentum, dampening: dampening,
        weightDecay: weightDecay)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.sgd), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .sgd, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .sgd)
  }
}
