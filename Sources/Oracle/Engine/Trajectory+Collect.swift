import Dialects
import Scenarios

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
