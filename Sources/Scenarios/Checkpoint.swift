import Dialects

/// What a reading says about every tensor after a step.
public struct Checkpoint<Value: Sendable>: Sendable {
  /// The number of the step, from 1.
  public let step: Int
  /// The tensors of all groups, in order.
  public let tensors: [TensorValues<Value>]

  /// Creates a checkpoint.
  public init(step: Int, tensors: [TensorValues<Value>]) {
    self.step = step
    self.tensors = tensors
  }
}

/// What a reading says about one tensor.
public struct TensorValues<Value: Sendable>: Sendable {
  /// The parameter, element by element.
  public let parameter: [Value]
  /// The slots of the state in the order of computation; none before the
  /// tensor's first gradient.
  public let state: [(slot: StateSlot, values: [Value])]

  /// Creates the values of a tensor.
  public init(parameter: [Value], state: [(slot: StateSlot, values: [Value])]) {
    self.parameter = parameter
    self.state = state
  }
}
