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

extension TensorValues {
  /// The values of a slot, or of the parameter for nil; nil if there is no such slot.
  public func values(of slot: StateSlot?) -> [Value]? {
    guard let slot else { return parameter }
    return state.first { $0.slot == slot }?.values
  }

  /// The same tensor with other values.
  public func map<Other: Sendable>(
    _ transform: (Value, StateSlot?) throws -> Other
  ) rethrows -> TensorValues<Other> {
    TensorValues<Other>(
      parameter: try parameter.map { try transform($0, nil) },
      state: try state.map { slot, values in
        (slot, try values.map { try transform($0, slot) })
      })
  }
}

extension Checkpoint {
  /// The value of an element: of a slot of its state, or of the parameter for nil.
  public func value(of lane: Lane, _ slot: StateSlot?) -> Value? {
    guard tensors.indices.contains(lane.tensor),
      let values = tensors[lane.tensor].values(of: slot),
      values.indices.contains(lane.element)
    else { return nil }
    return values[lane.element]
  }
}

extension Array {
  /// The values of checkpoints: of each tensor its parameter, then its slots.
  package func allValues<Value>() -> [Value] where Element == Checkpoint<Value> {
    flatMap(\.tensors).flatMap { $0.parameter + $0.state.flatMap(\.values) }
  }

  /// The same checkpoints with other values, found in the order of `allValues`.
  package func mapValues<Value, Other: Sendable>(
    _ transform: (Value) -> Other
  ) -> [Checkpoint<Other>] where Element == Checkpoint<Value> {
    map { checkpoint in
      Checkpoint<Other>(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map { $0.map { value, _ in transform(value) } })
    }
  }
}
