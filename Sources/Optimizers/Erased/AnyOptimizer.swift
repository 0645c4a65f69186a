import Dialects
import Formats

/// An optimizer whose storage type is chosen at run time, with its parameters.
///
/// All numbers go in and out as bit patterns of the storage format, in the low
/// bits of a `UInt64`. NaNs come out as the format's one NaN (SPEC §6).
public struct AnyOptimizer: Sendable {
  private var box: any ErasedOptimizer

  /// A parameter group and its tensors.
  public struct Group: Sendable {
    /// The hyperparameters, with the learning rate of the first step.
    public var hyperparameters: Hyperparameters
    /// The tensors.
    public var tensors: [Tensor]

    /// Creates a group.
    public init(_ hyperparameters: Hyperparameters, tensors: [Tensor]) {
      self.hyperparameters = hyperparameters
      self.tensors = tensors
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

  /// Creates an optimizer with its groups, tensors and parameters.
  ///
  /// Supported are storage in binary64, binary32, binary16 and bfloat16, and
  /// arithmetic in the same format, or in binary32 or binary64 where wider.
  public init(
    dialect: Dialect, groups: [Group], storage: FloatFormat, arithmetic: FloatFormat,
    scalars: ScalarEvaluation
  ) throws(OptimizerError) {
    box =
      switch storage {
      case .binary64:
        try BitwiseOptimizer<Double>(dialect, groups, arithmetic, scalars)
      case .binary32:
        try BitwiseOptimizer<Float>(dialect, groups, arithmetic, scalars)
      case .binary16:
        try BitwiseOptimizer<Binary16>(dialect, groups, arithmetic, scalars)
      case .bfloat16:
        try BitwiseOptimizer<BFloat16>(dialect, groups, arithmetic, scalars)
      default: throw OptimizerError.unsupportedStorage(storage.name)
      }
  }

  /// Whether there are update loops for that storage and arithmetic.
  public static func supports(storage: FloatFormat, arithmetic: FloatFormat) -> Bool {
    switch storage {
    case .binary64: arithmetic == .binary64
    case .binary32: arithmetic == .binary32 || arithmetic == .binary64
    case .binary16, .bfloat16:
      arithmetic == storage || arithmetic == .binary32 || arithmetic == .binary64
    default: false
    }
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
    try box.step(gradientBits: gradients, learningRates: learningRates)
  }

  /// Takes one step with the learning rates of the step before.
  public mutating func step(gradients: [[UInt64]?]) throws(OptimizerError) {
    try box.step(gradientBits: gradients, learningRates: nil)
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
