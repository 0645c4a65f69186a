import Dialects
import Formats
import Rules
import Scenarios

extension Trajectory {
  /// The value of a slot before the first step.
  func initial(_ slot: StateSlot, _ hyperparameters: Hyperparameters) -> Double {
    let value = slot.initialValue.map { hyperparameters[$0] } ?? 0
    return procedure.initialState?(slot, value) ?? value
  }

  /// The value of a remembered scalar before the first step.
  private func initial(_ slot: ScalarSlot, _ past: TensorPast?) -> Double {
    guard let product = past?.momentumProduct else { return Double(slot.initial) }
    return execution.scalarFormat(isRunning: true).round(product)
  }

  /// Gives every lane its initial parameter and state.
  func initialize<Machine: RegisterMachine>(_ machine: Machine) {
    for (index, (tensor, layout)) in zip(scenario.tensors, tensors).enumerated() {
      let hyperparameters = groups[layout.group].hyperparameters
      for slot in ScalarSlot.allCases {
        machine.load(
          exactly: initial(slot, tensor.past), into: memory(ofTensor: index) + slot.place)
      }
      for (lane, element) in layout.elements.enumerated() {
        let register = layout.register(ofLane: lane)
        let start = scenario.storage.decode(tensor.initial[element])
        machine.load(exactly: start, into: register)
        for (offset, slot) in layout.slots.enumerated() {
          var value = start
          if let given = tensor.past?.state[slot] {
            value = scenario.stateFormat.decode(given[element])
          } else if slot != .masterParameter {
            value = scenario.stateFormat.round(initial(slot, hyperparameters))
          }
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
    progress.scalars = nil
    if let owners = loss.owners {
      exchangeState(
        owners(scenario.tensors.map { ($0.name, $0.shape) }), &progress, on: machine)
    }
    if let clocks = loss.clocks {
      let saved = zip(progress.gradientCounts, progress.clockShifts).map(+)
      for (index, (old, new)) in zip(saved, clocks(saved)).enumerated() {
        progress.clockShifts[index] += new - old
      }
    }
    if loss.schedule { progress.scheduleShift = -progress.stepCount }
    for (index, layout) in tensors.enumerated() {
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

  /// Gives each tensor the state of another one of the same shape, and its clock.
  private func exchangeState<Machine: RegisterMachine>(
    _ owners: [Int], _ progress: inout Progress, on machine: Machine
  ) {
    let counts = progress.gradientCounts
    // What is taken over is first copied to where state is kept aside for this.
    func eachRegister(_ body: (_ own: Int, _ others: Int) -> Void) {
      for (tensor, owner) in owners.enumerated() where owner != tensor {
        for lane in tensors[tensor].elements.indices {
          for offset in tensors[tensor].slots.indices {
            body(
              tensors[tensor].register(ofLane: lane) + 1 + offset,
              tensors[owner].register(ofLane: lane) + 1 + offset)
          }
        }
      }
    }
    eachRegister { own, others in machine.copy(others, into: own + exchangeOffset) }
    eachRegister { own, _ in machine.copy(own + exchangeOffset, into: own) }
    for (tensor, owner) in owners.enumerated() {
      progress.gradientCounts[tensor] = counts[owner]
    }
  }
}

/// Going back.
extension Trajectory {
  /// Goes back to what was kept, but for what a procedure shares with the present.
  func rewind<Machine: RegisterMachine>(
    to kept: Progress, _ progress: inout Progress, on machine: Machine
  ) {
    let shared = procedure.sharing
    let present = progress
    progress = kept
    if shared?.clock ?? false {
      progress.gradientCounts = present.gradientCounts
      progress.rowCounts = present.rowCounts
      progress.stepCount = present.stepCount
    }
    progress.scalars = nil
    func take(_ register: Int) { machine.copy(register + keptOffset, into: register) }
    for (index, layout) in tensors.enumerated() {
      if !(shared?.memory ?? false) {
        for slot in ScalarSlot.allCases { take(memory(ofTensor: index) + slot.place) }
      }
      for lane in layout.elements.indices {
        let register = layout.register(ofLane: lane)
        take(register)
        for (offset, slot) in layout.slots.enumerated()
        where !(shared?.slots.contains(slot) ?? false) {
          take(register + 1 + offset)
        }
      }
    }
  }
}
