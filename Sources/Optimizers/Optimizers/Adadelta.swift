import Dialects
import Formats

/// Adadelta: steps in the proportion of past updates to past gradients (SPEC §10).
public struct Adadelta<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .adadelta }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// PyTorch's ε is inside the roots, so it is `epsilonRoot` here.
  /// Further groups are added with `addGroup(.adadelta(…))`.
  public init(
    learningRate: Double = 1, decay: Double = 0.9, epsilonRoot: Double = 1e-6,
    weightDecay: Double = 0, initialSecondMoment: Double = 0,
    schedule: LearningRateSchedule? = nil, dialect: Dialect = .standard(.adadelta),
    arithmetic: FloatFormat? = nil, scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.adadelta(
        learningRate: learningRate, decay: decay, epsilonRoot: epsilonRoot,
        weightDecay: weightDecay, initialSecondMoment: initialSecondMoment)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.adadelta), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .adadelta, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .adadelta)
  }
}
