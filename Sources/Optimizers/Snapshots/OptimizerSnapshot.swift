import Dialects

/// The complete state of an optimizer at one moment.
///
/// A restored optimizer continues bit for bit as the original. Parameters are
/// the caller's and are not included. The encoded form writes formats and axes
/// by name and state as hexadecimal encodings, so that no number is lost.
public struct OptimizerSnapshot: Hashable, Sendable {
  /// The version of the encoded form.
  public static let currentVersion = 2

  /// The optimizer.
  public var optimizer: OptimizerName
  /// The value on every axis, by name.
  public var dialect: [String: String]
  /// The name of the storage format.
  public var storage: String
  /// Whether parameter and state are kept in the arithmetic format (SPEC §13).
  public var hasMaster: Bool
  /// The seed of stochastic rounding, if it is used.
  public var stochasticSeed: UInt32?
  /// The name of the arithmetic format.
  public var arithmetic: String
  /// How hyperparameters reach the elements.
  public var scalars: ScalarEvaluation
  /// The number of steps taken by the optimizer.
  public var stepCount: Int64
  /// The hyperparameters of every group, as they were given, by name.
  public var groups: [[String: Double]]
  /// The current learning rate of every group; not used where it has a schedule.
  public var learningRates: [Double]
  /// The schedule of every group that has one.
  public var schedules: [LearningRateSchedule?]
  /// The state of every tensor.
  public var tensors: [Tensor]

  /// The state of one tensor.
  public struct Tensor: Hashable, Sendable {
    /// The lengths of the dimensions.
    public var shape: [Int]
    /// The index of the group.
    public var group: Int
    /// The number of steps in which the tensor had a gradient.
    public var stepCount: Int64
    /// The number of steps in which each row had a gradient, where t counts them.
    public var rowStepCounts: [Int64]
    /// Π of NAdam (SPEC §7), 1 for other rules: an encoding of binary64, whatever
    /// the format of the scalar part, which has the number.
    public var momentumProduct: UInt64
    /// The encodings of every element, by slot, in the format of the state.
    public var state: [StateSlot: [UInt64]]
  }
}

extension OptimizerSnapshot {
  /// The name of the format of the state.
  var stateFormat: String { hasMaster ? arithmetic : storage }
}
