import Dialects
import Formats

/// AMSGrad: Adam divided by the greatest second moment so far (SPEC §6).
public struct AMSGrad<Scalar: StorageScalar>: GradientOptimizer {
  public static var optimizer: OptimizerName { .amsgrad }
  public var base: ParameterOptimizer<Scalar>

  /// Creates the optimizer with one group; the defaults are PyTorch's.
  ///
  /// PyTorch's AMSGrad is `Adam(amsgrad=True)`.
  /// Further groups are added with `addGroup(.amsgrad(…))`.
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonRoot: Double = 0, weightDecay: Double = 0,
    initialFirstMoment: Double = 0, initialSecondMoment: Double = 0,
    initialMaximum: Double = 0, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.amsgrad), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters.amsgrad(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        epsilonRoot: epsilonRoot, weightDecay: weightDecay,
        initialFirstMoment: initialFirstMoment, initialSecondMoment: initialSecondMoment,
        initialMaximum: initialMaximum)
    }
    try self.init(
      hyperparameters, schedule: schedule, dialect: dialect, arithmetic: arithmetic,
      scalars: scalars)
  }

  /// Creates the optimizer with one group of these hyperparameters.
  public init(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil,
    dialect: Dialect = .standard(.amsgrad), arithmetic: FloatFormat? = nil,
    scalars: ScalarEvaluation = .wide
  ) throws(OptimizerError) {
    base = try ParameterOptimizer(
      .amsgrad, dialect, hyperparameters, schedule, arithmetic, scalars)
  }

  /// Creates the optimizer that a snapshot was taken of.
  public init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    base = try ParameterOptimizer(restoring: snapshot, expecting: .amsgrad)
  }
}
