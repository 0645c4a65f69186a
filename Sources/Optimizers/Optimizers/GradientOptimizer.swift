import Dialects
import Formats

/// An optimizer with a rule of its own, such as `Adam<Float>`.
///
/// Everything but its creation is common to all rules and is given here.
public protocol GradientOptimizer<Scalar>: Sendable {
  /// The type that parameters, gradients and state are stored in.
  associatedtype Scalar: StorageScalar

  /// The rule that the type implements.
  static var optimizer: OptimizerName { get }
  /// The optimizer itself.
  var base: ParameterOptimizer<Scalar> { get set }
}

extension GradientOptimizer {
  /// The optimizer and its value on every axis.
  public var dialect: Dialect { base.dialect }
  /// The format of element operations (SPEC §1.2).
  public var arithmetic: FloatFormat { base.arithmetic }
  /// How hyperparameters reach the elements (SPEC §1.1).
  public var scalars: ScalarEvaluation { base.scalars }
  /// The number of steps taken by the optimizer, whatever tensors took part.
  public var stepCount: Int64 { base.stepCount }
  /// The number of threads that a step may use; 1 unless told otherwise.
  ///
  /// See `ParameterOptimizer.threadCount`.
  public var threadCount: Int {
    get { base.threadCount }
    set { base.threadCount = newValue }
  }
  /// The number of parameter groups.
  public var groupCount: Int { base.groupCount }
  /// The number of tensors, of all groups together.
  public var tensorCount: Int { base.tensorCount }

  /// Adds a parameter group and returns its index.
  ///
  /// See `ParameterOptimizer.addGroup(_:schedule:)`.
  @discardableResult
  public mutating func addGroup(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> Int {
    try base.addGroup(hyperparameters, schedule: schedule)
  }

  /// Adds a tensor to a group and returns its index among all tensors.
  @discardableResult
  public mutating func addTensor(
    shape: [Int], toGroup group: Int = 0
  ) throws(OptimizerError) -> Int {
    try base.addTensor(shape: shape, toGroup: group)
  }

  /// Takes one step in all tensors that have a gradient.
  ///
  /// See `ParameterOptimizer.step(_:gradients:)`.
  public mutating func step(
    _ parameters: inout [[Scalar]], gradients: [[Scalar]?]
  ) throws(OptimizerError) {
    try base.step(&parameters, gradients: gradients)
  }

  /// Takes one step in all tensors that have a gradient, in place.
  ///
  /// See `ParameterOptimizer.step(_:gradients:)`.
  public mutating func step(
    _ parameters: [UnsafeMutableBufferPointer<Scalar>],
    gradients: [UnsafeBufferPointer<Scalar>?]
  ) throws(OptimizerError) {
    try base.step(parameters, gradients: gradients)
  }

  /// Takes one step in all tensors that have a gradient, dense or sparse.
  ///
  /// See `ParameterOptimizer.step(_:gradients:)`.
  @_disfavoredOverload
  public mutating func step(
    _ parameters: inout [[Scalar]], gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError) {
    try base.step(&parameters, gradients: gradients)
  }

  /// The hyperparameters of a group, with the learning rate of its next step.
  public func hyperparameters(ofGroup group: Int = 0) -> Hyperparameters {
    base.hyperparameters(ofGroup: group)
  }

  /// The learning rate of a group's next step.
  public func learningRate(ofGroup group: Int = 0) -> Double {
    base.learningRate(ofGroup: group)
  }

  /// The schedule of a group's learning rate, if it has one.
  public func schedule(ofGroup group: Int = 0) -> LearningRateSchedule? {
    base.schedule(ofGroup: group)
  }

  /// Changes the learning rate of a group without a schedule, from its next step on.
  public mutating func setLearningRate(
    _ learningRate: Double, ofGroup group: Int = 0
  ) throws(OptimizerError) {
    try base.setLearningRate(learningRate, ofGroup: group)
  }

  /// The number of steps in which a tensor had a gradient.
  public func stepCount(ofTensor tensor: Int) -> Int64 {
    base.stepCount(ofTensor: tensor)
  }

  /// One state buffer of a tensor, or nil if the rule keeps no such state.
  public func state(_ slot: StateSlot, ofTensor tensor: Int) -> [Scalar]? {
    base.state(slot, ofTensor: tensor)
  }

  /// The memory of the state of all tensors, in bytes.
  ///
  /// See `ParameterOptimizer.stateByteCount`.
  public var stateByteCount: Int { base.stateByteCount }

  /// The complete state, to be kept or written to disk.
  public func snapshot() -> OptimizerSnapshot { base.snapshot() }

  /// Continues from a snapshot of an optimizer that was set up in the same way.
  ///
  /// If the call throws, nothing has changed.
  public mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try base.restore(snapshot)
  }
}

extension ParameterOptimizer {
  /// An optimizer of one rule with one group.
  init(
    _ optimizer: OptimizerName, _ dialect: Dialect, _ hyperparameters: Hyperparameters,
    _ schedule: LearningRateSchedule?, _ arithmetic: FloatFormat?,
    _ scalars: ScalarEvaluation
  ) throws(OptimizerError) {
    guard dialect.optimizer == optimizer else {
      throw .foreignDialect(dialect.optimizer, expected: optimizer)
    }
    try self.init(dialect: dialect, arithmetic: arithmetic, scalars: scalars)
    try addGroup(hyperparameters, schedule: schedule)
  }
}
