import Dialects

/// What a reading says about every tensor after a step.
public struct Checkpoint<Value: Sendable>: Sendable {
  /// The number of the step, from 1.
  public let step: Int
  /// The tensors of all groups, in order.
  public let tensors: [TensorValues<Value>]
}

/// What a reading says about one tensor.
public struct TensorValues<Value: Sendable>: Sendable {
  /// The parameter, element by element.
  public let parameter: [Value]
  /// The slots of the state in the order of computation; none before the
  /// tensor's first gradient.
  public let state: [(slot: StateSlot, values: [Value])]
}

extension Trajectory {
  /// Runs all steps and reads each quantity at the checkpoints.
  func collect<Machine: RegisterMachine, Value: Sendable>(
    on machine: Machine, checkpoints: Set<Int>, read: (Int, StateSlot?) throws -> Value
  ) rethrows -> [Checkpoint<Value>] {
    var result: [Checkpoint<Value>] = []
    try run(on: machine, checkpoints: checkpoints) { step, hasStarted in
      var values: [TensorValues<Value>] = []
      for (index, layout) in tensors.enumerated() {
        func column(_ offset: Int, _ slot: StateSlot?) throws -> [Value] {
          try layout.elements.indices.map {
            try read(layout.register(ofLane: $0) + offset, slot)
          }
        }
        let parameter = try column(0, nil)
        var state: [(slot: StateSlot, values: [Value])] = []
        if hasStarted[index] {
          for (offset, slot) in layout.slots.enumerated() {
            state.append((slot, try column(1 + offset, slot)))
          }
        }
        values.append(TensorValues(parameter: parameter, state: state))
      }
      result.append(Checkpoint(step: step, tensors: values))
    }
    return result
  }
}
