import Dialects
import Formats

/// The engine that steps parameters as they are stored.
///
/// It keeps the hyperparameters of the groups and the state of the tensors, in the
/// storage type as well.
struct DirectEngine<Scalar: StoredNumber>: OptimizerEngine {
  let dialect: Dialect
  let arithmetic: FloatFormat
  let scalars: ScalarEvaluation
  let stochasticSeed: UInt32?
  var hasMasterCopies: Bool { false }
  var stateFormat: FloatFormat { Scalar.storageFormat }
  var stepCount: Int64 = 0

  var execution = Execution()
  var groups: [ParameterGroup<Scalar>] = []
  var tensors: [TensorState<Scalar>] = []
  /// Where values are staged; empty until some are.
  var staging: [UInt64] = []

  let clock: StepClock
  /// The format of running scalars (SPEC §1.1).
  var scalarFormat: FloatFormat { scalars.hasWideRunning ? .binary64 : arithmetic }

  /// Creates an engine without groups or tensors.
  init(
    dialect: Dialect, arithmetic: FloatFormat, scalars: ScalarEvaluation,
    stochasticSeed: UInt32?
  ) throws(OptimizerError) {
    self.dialect = dialect
    self.arithmetic = arithmetic
    self.scalars = scalars
    self.stochasticSeed = stochasticSeed
    clock = dialect[StepClock.self] ?? .tensor
    guard Scalar.arithmetics.contains(arithmetic) else {
      throw .unsupportedArithmetic(
        arithmetic.name, storage: Scalar.storageFormat.name)
    }
  }

  func setMasterCopies(_ parameters: [[Scalar]]) throws(OptimizerError) {
    throw .noMasterCopies
  }
}

/// Tensors that share hyperparameters.
struct ParameterGroup<Scalar: StoredNumber>: Sendable {
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
struct TensorState<Scalar: StoredNumber>: Sendable {
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
