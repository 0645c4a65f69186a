import Dialects

/// The complete state of an optimizer at one moment.
///
/// A restored optimizer continues bit for bit as the original. Parameters are
/// the caller's and are not included. The encoded form writes formats and axes
/// by name and state as hexadecimal encodings, so that no number is lost.
public struct OptimizerSnapshot: Hashable, Sendable {
  /// The version of the encoded form.
  public static let currentVersion = 1

  /// The optimizer.
  public var optimizer: Optimizer
  /// The value on every axis, by name.
  public var dialect: [String: String]
  /// The name of the storage format.
  public var storage: String
  /// The name of the arithmetic format.
  public var arithmetic: String
  /// How hyperparameters reach the elements.
  public var scalars: ScalarEvaluation
  /// The number of steps taken by the optimizer.
  public var stepCount: Int64
  /// The hyperparameters of every group, with the current learning rate, by name.
  public var groups: [[String: Double]]
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
    /// The encodings of every element, by slot.
    public var state: [StateSlot: [UInt64]]
  }
}
