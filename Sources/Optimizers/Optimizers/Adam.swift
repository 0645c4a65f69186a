import Dialects
import Formats

/// Adam: bias-corrected moving averages of gradients and their squares (SPEC §5).
public struct Adam<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .adam }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// Weight decay enters the gradient; for decoupled decay see `AdamW`.
  /// Further groups are added with `addGroup(.adam(…))`.
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0,
    initialFirstMoment: Double = 0, initialSecondMoment: Double = 0,
    schedule: LearningRateSchedule? = nil, dialect: Dialect = .standard(.adam),
    arithmetic: FloatFormat? = nil, scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.adam(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        epsilonRoot: epsilonRoot, weightDecay: weightDecay,
        initialFirstMoment: initialFirstMoment, initialSecondMoment: initialSecondMoment)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.adam), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .adam, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .adam)
  }
}
