import Dialects
import Formats

/// NAdam: Adam with Nesterov's look-ahead (SPEC §7).
public struct NAdam<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .nadam }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// `momentumDecay` is the ψ of the momentum schedule.
  /// Further groups are added with `addGroup(.nadam(…))`.
  public init(
    learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    momentumDecay: Double = 4e-3, epsilon: Double = 1e-8, epsilonRoot: Double = 0,
    weightDecay: Double = 0, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.nadam), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.nadam(
        learningRate: learningRate, beta1: beta1, beta2: beta2,
        momentumDecay: momentumDecay, epsilon: epsilon, epsilonRoot: epsilonRoot,
        weightDecay: weightDecay)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.nadam), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .nadam, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .nadam)
  }
}
