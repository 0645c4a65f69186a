import Dialects
import Formats
import Rules

extension Trajectory {
  /// The value of a slot before the first step.
  func initial(_ slot: StateSlot, _ hyperparameters: Hyperparameters) -> Double {
    let value = slot.initialValue.map { hyperparameters[$0] } ?? 0
    return procedure.initialState?(slot, value) ?? value
  }

  /// Gives every lane its initial parameter and state.
  func initialize<Machine: RegisterMachine>(_ machine: Machine) {
    for (index, (tensor, layout)) in zip(scenario.tensors, tensors).enumerated() {
      let hyperparameters = groups[layout.group].hyperparameters
      for slot in ScalarSlot.allCases {
        machine.load(
          exactly: Double(slot.initial), into: memory(ofTensor: index) + slot.place)
      }
      for (lane, element) in layout.elements.enumerated() {
        let register = layout.register(ofLane: lane)
        let start = scenario.storage.decode(tensor.initial[element])
        machine.load(exactly: start, into: register)
        for (offset, slot) in layout.slots.enumerated() {
          let value =
            slot == .masterParameter
            ? start : scenario.stateFormat.round(initial(slot, hyperparameters))
          machine.load(exactly: value, into: register + 1 + offset)
        }
      }
    }
  }

  /// Takes from a restored optimizer what its procedure loses.
  func restore<Machine: RegisterMachine>(
    _ machine: Machine, _ progress: inout Progress
  ) {
    guard let loss = procedure.restoring else { return }
    for (index, layout) in tensors.enumerated() {
      if let clock = loss.clock {
        let saved = progress.gradientCounts[index] + progress.clockShifts[index]
        progress.clockShifts[index] += clock(saved) - saved
      }
      if loss.memory {
        for slot in ScalarSlot.allCases {
          machine.load(
            exactly: Double(slot.initial), into: memory(ofTensor: index) + slot.place)
        }
      }
      for lane in layout.elements.indices {
        for (offset, slot) in layout.slots.enumerated() where loss.slots.contains(slot) {
          machine.load(exactly: 0, into: layout.register(ofLane: lane) + 1 + offset)
        }
      }
    }
  }
}
