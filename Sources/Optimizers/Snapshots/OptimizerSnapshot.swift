import Dialects

/// The complete state of an optimizer at one moment.
///
/// A restored optimizer continues bit for bit as the original. Parameters are
/// the caller's and are not included; master copies are. The encoded form writes formats
/// and axes by name and state as hexadecimal encodings, so that no number is lost.
///
/// ```swift
/// let data = try JSONEncoder().encode(optimizer.snapshot())
/// let saved = try JSONDecoder().decode(OptimizerSnapshot.self, from: data)
/// var other = try Optimizer<Float>(restoring: saved)
/// ```
public struct OptimizerSnapshot: Hashable, Sendable {
  /// The version of the encoded form.
  package static let currentVersion = 2

  /// The optimizer.
  public package(set) var optimizer: OptimizerName
  /// The value on every axis, by name.
  package var dialect: [String: String]
  /// The name of the storage format.
  package var storage: String
  /// Whether parameter and state are kept in the arithmetic format (SPEC §13).
  package var hasMaster: Bool
  /// The seed of stochastic rounding, if it is used.
  package var stochasticSeed: UInt32?
  /// The name of the arithmetic format.
  package var arithmetic: String
  /// How hyperparameters reach the elements.
  package var scalars: ScalarEvaluation
  /// The number of steps that the optimizer had taken.
  public package(set) var stepCount: Int64
  /// The hyperparameters of every group, as they were given, by name.
  package var groups: [[String: Double]]
  /// The current learning rate of every group; not used where it has a schedule.
  package var learningRates: [Double]
  /// The schedule of every group that has one.
  package var schedules: [LearningRateSchedule?]
  /// The state of every tensor.
  package var tensors: [Tensor]

  /// The state of one tensor.
  package struct Tensor: Hashable, Sendable {
    /// The lengths of the dimensions.
    package var shape: [Int]
    /// The index of the group.
    package var group: Int
    /// The number of steps in which the tensor had a gradient.
    package var stepCount: Int64
    /// The number of steps in which each row had a gradient, where t counts them.
    package var rowStepCounts: [Int64]
    /// Π of NAdam (SPEC §7), 1 for other rules: an encoding of binary64, whatever
    /// the format of the scalar part, which has the number.
    package var momentumProduct: UInt64
    /// The encodings of every element, by slot, in the format of the state.
    package var state: [StateSlot: [UInt64]]
  }
}

extension OptimizerSnapshot {
  /// The name of the format of the state.
  var stateFormat: String { hasMaster ? arithmetic : storage }
}
