import Dialects
import Formats

/// RMSprop: steps divided by a moving root mean square of the gradients (SPEC §4).
public struct RMSprop<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .rmsprop }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// The centered form and other axes are set by `dialect`.
  /// Further groups are added with `addGroup(.rmsprop(…))`.
  public init(
    learningRate: Double = 1e-2, decay: Double = 0.99, momentum: Double = 0,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0,
    initialSecondMoment: Double = 0, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.rmsprop), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.rmsprop(
        learningRate: learningRate, decay: decay, momentum: momentum, epsilon: epsilon,
        epsilonRoot: epsilonRoot, weightDecay: weightDecay,
        initialSecondMoment: initialSecondMoment)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.rmsprop), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .rmsprop, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .rmsprop)
  }
}
