import Dialects
import Formats

/// An optimizer whose storage type is chosen at run time, with its parameters.
///
/// All numbers go in and out as bit patterns of the storage format, in the low
/// bits of a `UInt64`; the state of an optimizer with a master copy is in the
/// arithmetic format. NaNs come out as the format's one NaN (SPEC §14).
public struct AnyOptimizer: Sendable {
  private var box: any ErasedOptimizer

  /// The gradient of a tensor, by bit patterns: all of it, or some rows.
  public typealias Gradient = TensorGradient<UInt64>

  /// A parameter group and its tensors.
  public struct Group: Sendable {
    /// The hyperparameters, with the learning rate of the first step.
    public var hyperparameters: Hyperparameters
    /// The tensors.
    public var tensors: [Tensor]
    /// The schedule of the learning rate, if it has one; it starts from the
    /// learning rate of the hyperparameters.
    public var schedule: LearningRateSchedule?

    /// Creates a group.
    public init(
      _ hyperparameters: Hyperparameters, tensors: [Tensor],
      schedule: LearningRateSchedule? = nil
    ) {
      self.hyperparameters = hyperparameters
      self.tensors = tensors
      self.schedule = schedule
    }
  }

  /// A tensor before the first step.
  public struct Tensor: Sendable {
    /// The lengths of the dimensions.
    public var shape: [Int]
    /// The bit patterns of the parameters, flat.
    public var initial: [UInt64]

    /// Creates a tensor.
    public init(shape: [Int], initial: [UInt64]) {
      self.shape = shape
      self.initial = initial
    }
  }

  /// All that an optimizer is created from.
  struct Setup {
    var dialect: Dialect
    var groups: [Group]
    var arithmetic: FloatFormat
    var scalars: ScalarEvaluation
    var stochasticSeed: UInt32?
  }

  /// Creates an optimizer with its groups, tensors and parameters.
  ///
  /// For the supported formats see `supports(storage:arithmetic:)`. With a `master`
  /// copy parameters and state are kept in the arithmetic format; with a
  /// `stochasticSeed` parameters are rounded stochastically to storage (SPEC §13).
  public init(
    dialect: Dialect, groups: [Group], storage: FloatFormat, arithmetic: FloatFormat,
    scalars: ScalarEvaluation, master: Bool = false, stochasticSeed: UInt32? = nil
  ) throws(OptimizerError) {
    let setup = Setup(
      dialect: dialect, groups: groups, arithmetic: arithmetic, scalars: scalars,
      stochasticSeed: stochasticSeed)
    guard let type = scalarType(of: storage) else {
      throw .unsupportedStorage(storage.name)
    }
    guard type.arithmetics.contains(arithmetic) else {
      throw .unsupportedArithmetic(arithmetic.name, storage: storage.name)
    }
    box = try type.erasedOptimizer(
      setup, master: master ? scalarType(of: arithmetic) : nil)
  }

  /// Whether there are update loops for that storage and arithmetic.
  ///
  /// Storage is in binary64, binary32, binary16, bfloat16, e4m3 or e5m2, and
  /// arithmetic in the same format or one that holds all of its values.
  public static func supports(storage: FloatFormat, arithmetic: FloatFormat) -> Bool {
    scalarType(of: storage)?.arithmetics.contains(arithmetic) ?? false
  }

  /// The optimizer and its value on every axis.
  public var dialect: Dialect { box.dialect }
  /// The number of parameter groups.
  public var groupCount: Int { box.groupCount }
  /// The number of tensors, of all groups together, in the order of the groups.
  public var tensorCount: Int { box.tensorCount }
  /// The number of steps taken by the optimizer.
  public var stepCount: Int64 { box.stepCount }
  /// The number of steps in which a tensor had a gradient.
  public func stepCount(ofTensor tensor: Int) -> Int64 {
    box.stepCount(ofTensor: tensor)
  }

  /// The bit patterns of the parameters of every tensor.
  public var parameters: [[UInt64]] { box.parameterBits }

  /// Replaces the parameters of every tensor.
  public mutating func setParameters(_ bits: [[UInt64]]) throws(OptimizerError) {
    try box.setParameterBits(bits)
  }

  /// Takes one step with these gradients and learning rates.
  ///
  /// `gradients` has an entry for each tensor, nil where it has no gradient;
  /// `learningRates` has one for each group. If the call throws, nothing has
  /// changed.
  public mutating func step(
    gradients: [[UInt64]?], learningRates: [Double]
  ) throws(OptimizerError) {
    try box.step(
      gradientBits: gradients.map { $0.map { .dense($0) } }, learningRates: learningRates)
  }

  /// Takes one step with the learning rates of the step before.
  public mutating func step(gradients: [[UInt64]?]) throws(OptimizerError) {
    try box.step(
      gradientBits: gradients.map { $0.map { .dense($0) } }, learningRates: nil)
  }

  /// Takes one step with these gradients, dense or sparse, and learning rates.
  ///
  /// `learningRates` has an entry for each group: nil for the learning rate of the
  /// step before, and for a group with a schedule. Gradients of rows are taken by
  /// the optimizers that have the axis `AbsentRows` (SPEC §12). If the call throws,
  /// nothing has changed.
  @_disfavoredOverload
  public mutating func step(
    gradients: [Gradient?], learningRates: [Double?]
  ) throws(OptimizerError) {
    try box.step(gradientBits: gradients, learningRates: learningRates)
  }

  /// Takes one step with these gradients, dense or sparse, and the learning rates
  /// of the step before.
  @_disfavoredOverload
  public mutating func step(gradients: [Gradient?]) throws(OptimizerError) {
    try box.step(gradientBits: gradients, learningRates: nil)
  }

  /// The learning rate of a group's next step.
  ///
  /// That of a schedule is a value of the format of the scalar part.
  public func learningRate(ofGroup group: Int) -> Double {
    box.learningRate(ofGroup: group)
  }

  /// The state that is kept for a tensor, in the order in which a step computes it.
  public func slots(ofTensor tensor: Int) -> [StateSlot] { box.slots(ofTensor: tensor) }

  /// The bit patterns of a state buffer, or nil if the rule keeps no such state.
  public func state(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]? {
    box.stateBits(slot, ofTensor: tensor)
  }

  /// The complete state, without the parameters.
  public func snapshot() -> OptimizerSnapshot { box.snapshot() }

  /// Continues from a snapshot of an optimizer that was set up in the same way.
  ///
  /// The parameters stay as they are. If the call throws, nothing has changed.
  public mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try box.restore(snapshot)
  }
}

/// The type whose values are stored in a format, or nil if there is none.
private func scalarType(of format: FloatFormat) -> (any StorageScalar.Type)? {
  switch format {
  case .binary64: Double.self
  case .binary32: Float.self
  case .binary16: Binary16.self
  case .bfloat16: BFloat16.self
  case .e4m3: E4M3.self
  case .e5m2: E5M2.self
  default: nil
  }
}

extension StorageScalar {
  /// An optimizer for this storage type, with a master copy of another if given.
  fileprivate static func erasedOptimizer(
    _ setup: AnyOptimizer.Setup, master: (any StorageScalar.Type)?
  ) throws(OptimizerError) -> any ErasedOptimizer {
    guard let master else { return try BitwiseOptimizer<Self>(setup) }
    return try master.erasedMaster(of: Self.self, setup)
  }

  private static func erasedMaster<Storage: StorageScalar>(
    of _: Storage.Type, _ setup: AnyOptimizer.Setup
  ) throws(OptimizerError) -> any ErasedOptimizer {
    try BitwiseMasterOptimizer<Storage, Self>(setup)
  }
}
