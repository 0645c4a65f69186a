import Dialects
import Formats

/// An optimizer whose storage type is chosen at run time, with its parameters.
///
/// It is what the conformance checks and the tests drive. All numbers go in and out as bit
/// patterns of the storage format, in the low bits of a `UInt64`; the state of an
/// optimizer with master copies is in the arithmetic format. NaNs come out as the format's
/// one NaN (SPEC §14).
package protocol BitwiseOptimizer: Sendable {
  /// The number of parameter groups.
  var groupCount: Int { get }
  /// The number of tensors, of all groups together, in the order of the groups.
  var tensorCount: Int { get }
  /// The number of steps taken by the optimizer.
  var stepCount: Int64 { get }
  /// The bit patterns of the parameters of every tensor.
  var parameters: [[UInt64]] { get }
  /// The number of steps in which a tensor had a gradient.
  func stepCount(ofTensor tensor: Int) -> Int64
  /// The learning rate of a group's next step.
  func learningRate(ofGroup group: Int) -> Double
  /// The state that is kept for a tensor, in the order in which a step computes it.
  func slots(ofTensor tensor: Int) -> [StateSlot]
  /// The bit patterns of a state buffer, or nil if the rule keeps no such state.
  func state(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]?

  /// The rule of a group.
  func rule(ofGroup group: Int) -> OptimizerRule
  /// Changes the rule of a group.
  mutating func setRule(_ rule: OptimizerRule, ofGroup group: Int) throws(OptimizerError)
  /// Replaces the parameters of every tensor, and their master copies.
  mutating func setParameters(_ bits: [[UInt64]]) throws(OptimizerError)
  /// Takes one step with these gradients, dense or sparse, and learning rates.
  ///
  /// `learningRates` has an entry for each group: nil for the learning rate of the step
  /// before, and for a group with a schedule. If the call throws, nothing has changed.
  mutating func step(
    gradients: [TensorGradient<UInt64>?], learningRates: [Double?]
  ) throws(OptimizerError)

  /// The complete state, without the parameters.
  func snapshot() -> OptimizerSnapshot
  /// Continues from a snapshot of an optimizer that was set up in the same way.
  ///
  /// The parameters stay as they are. If the call throws, nothing has changed.
  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError)
  /// Becomes the optimizer that a snapshot was taken of, over the same parameters.
  mutating func replace(by snapshot: OptimizerSnapshot) throws(SnapshotError)
}

extension BitwiseOptimizer {
  /// Takes one step with dense gradients.
  package mutating func step(
    gradients: [[UInt64]?], learningRates: [Double?]
  ) throws(OptimizerError) {
    try step(
      gradients: gradients.map { $0.map { .dense($0) } }, learningRates: learningRates)
  }

  /// Takes one step with dense gradients and the learning rates of the step before.
  package mutating func step(gradients: [[UInt64]?]) throws(OptimizerError) {
    try step(gradients: gradients.map { $0.map { .dense($0) } })
  }

  /// Takes one step with the learning rates of the step before.
  @_disfavoredOverload
  package mutating func step(
    gradients: [TensorGradient<UInt64>?]
  ) throws(OptimizerError) {
    try step(
      gradients: gradients, learningRates: Array(repeating: nil, count: groupCount))
  }
}

/// A parameter group and its tensors before the first step.
package struct BitwiseGroup: Sendable {
  /// The rule of the group.
  package var rule: OptimizerRule
  /// The shape of each tensor, with the bit patterns of its parameters.
  package var tensors: [(shape: [Int], initial: [UInt64])]

  package init(_ rule: OptimizerRule, tensors: [(shape: [Int], initial: [UInt64])]) {
    self.rule = rule
    self.tensors = tensors
  }
}

/// Whether there are update loops for that storage and arithmetic.
///
/// Storage is in binary64, binary32, binary16, bfloat16, e4m3 or e5m2, and arithmetic in
/// the same format or one that holds all of its values.
package func isSupported(storage: FloatFormat, arithmetic: FloatFormat) -> Bool {
  storedNumber(in: storage)?.arithmetics.contains(arithmetic) ?? false
}

/// An optimizer with its groups, tensors and parameters, in a storage format.
///
/// The rules are of one dialect, and there is one at least; for the supported formats see
/// `isSupported(storage:arithmetic:)`.
package func makeBitwiseOptimizer(
  _ groups: [BitwiseGroup], storage: FloatFormat, arithmetic: FloatFormat,
  scalars: ScalarEvaluation = .wide, masterCopies: Bool = false,
  stochasticSeed: UInt32? = nil
) throws(OptimizerError) -> any BitwiseOptimizer {
  guard let number = storedNumber(in: storage) else {
    throw .unsupportedStorage(storage.name)
  }
  func make<Scalar: StoredNumber>(
    _: Scalar.Type
  ) throws(OptimizerError) -> any BitwiseOptimizer {
    guard let first = groups.first else {
      preconditionFailure("an optimizer has a group")
    }
    let optimizer = try Optimizer<Scalar>(
      first.rule, arithmetic: arithmetic, scalars: scalars, masterCopies: masterCopies,
      stochasticSeed: stochasticSeed)
    return try OwnedParameters(optimizer, groups)
  }
  return try make(number)
}
