import Dialects
import Formats

/// Any optimizer of the family over parameters stored as `Scalar`.
///
/// It keeps the hyperparameters of its groups and the state of its tensors; the
/// parameters stay with the caller and are handed to every step. It is a value:
/// a copy shares nothing with the original.
///
/// The rules, to the bit, are those of SPEC.md.
public struct ParameterOptimizer<Scalar: StorageScalar>: Sendable {
  /// The optimizer and its value on every axis.
  public let dialect: Dialect
  /// The format of element operations (SPEC §1.2).
  public let arithmetic: FloatFormat
  /// How hyperparameters reach the elements (SPEC §1.1).
  public let scalars: ScalarEvaluation
  /// The seed of stochastic rounding, or nil where parameters are rounded to
  /// nearest (SPEC §13).
  public let stochasticSeed: UInt32?
  /// The number of steps taken by the optimizer, whatever tensors took part.
  public internal(set) var stepCount: Int64 = 0

  /// The number of threads that a step may use; 1 unless told otherwise.
  ///
  /// The results are the same bits for every number. Tensors of up to 16 384
  /// elements are not shared out, nor is what has no vector code: stochastic
  /// rounding, the 8-bit types in a 16-bit arithmetic, and types narrower than
  /// `Float` in a binary64 arithmetic.
  public var threadCount: Int {
    get { execution.threadCount }
    set {
      precondition(newValue > 0, "a step needs a thread")
      execution.threadCount = newValue
    }
  }
  /// The instructions that a step uses.
  package var vectorLevel: FloatFormat.SIMDLevel {
    get { execution.level }
    set {
      precondition(newValue.isSupported)
      execution.level = newValue
    }
  }

  var execution = Execution()
  var groups: [ParameterGroup<Scalar>] = []
  var tensors: [TensorState<Scalar>] = []
  /// Where values are staged; empty until some are.
  var staging: [UInt64] = []

  let clock: StepClock
  /// The format in which the scalar part is evaluated (SPEC §1.1).
  var scalarFormat: FloatFormat { scalars == .wide ? .binary64 : arithmetic }

  /// Creates an optimizer without groups or tensors.
  ///
  /// Without an `arithmetic` operations are done in the scalar's own format,
  /// and in binary32 for the 16-bit and 8-bit types. With a `stochasticSeed` new
  /// parameters are rounded stochastically; state is rounded to nearest as ever.
  public init(
    dialect: Dialect, arithmetic: FloatFormat? = nil, scalars: ScalarEvaluation = .wide,
    stochasticSeed: UInt32? = nil
  ) throws(OptimizerError) {
    self.dialect = dialect
    self.arithmetic = arithmetic ?? Scalar.standardArithmetic
    self.scalars = scalars
    self.stochasticSeed = stochasticSeed
    clock = dialect[StepClock.self] ?? .tensor
    guard Scalar.arithmetics.contains(self.arithmetic) else {
      throw .unsupportedArithmetic(
        self.arithmetic.name, storage: Scalar.storageFormat.name)
    }
  }
}

/// Tensors that share hyperparameters.
struct ParameterGroup<Scalar: StorageScalar>: Sendable {
  /// The hyperparameters as given; the learning rate is the one at creation, η0.
  let hyperparameters: Hyperparameters
  /// The schedule of the learning rate, if there is one.
  let schedule: LearningRateSchedule?
  /// The loop for the storage type, if there is one.
  let kernel: UpdateKernel<Scalar>?
  /// The loop for staged values.
  let staged: StagedKernel
  /// The learning rate of the next step, unless there is a schedule.
  var learningRate: Double
  /// The learning rate of the step that is being taken.
  var currentRate = 0.0
  /// The last step that was prepared: most tensors of a group take the same one.
  var lastStep: LastStep?

  typealias LastStep = (
    moment: StepMoment, level: FloatFormat.SIMDLevel, step: PreparedStep<Scalar>
  )

  /// The learning rate of the step that follows `count` others.
  func learningRate(after count: Int64, in scalarFormat: FloatFormat) -> Double {
    guard let schedule else { return learningRate }
    return schedule.rate(
      base: hyperparameters[.learningRate], step: count, in: scalarFormat)
  }
}

/// What the optimizer remembers of one tensor.
struct TensorState<Scalar: StorageScalar>: Sendable {
  let shape: [Int]
  let count: Int
  let group: Int
  /// The slots of the group's kernel, one buffer after the other.
  var state: StateMemory<Scalar>
  /// The number of steps in which the tensor had a gradient.
  var stepCount: Int64 = 0
  /// The number of steps in which each row had a gradient, where t counts them.
  var rowStepCounts: [Int64]
  /// Π of NAdam (SPEC §7): a value of the format of the scalar part.
  var momentumProduct: Double = 1

  /// The number of rows; a scalar counts as one, an empty tensor has none.
  var rowCount: Int { count == 0 ? 0 : shape.first ?? 1 }
  /// The number of elements of a row.
  var rowLength: Int { rowCount == 0 ? 0 : count / rowCount }
}
