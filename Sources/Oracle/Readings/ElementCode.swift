import Dialects
import Rules

/// The element part of a program with every operand's register resolved, but for
/// the places of the lane: what a step runs for each element.
final class ElementCode {
  /// A register, counted from 0 or from where the lane's values begin.
  struct Operand {
    enum Base { case zero, parameter, state }
    let base: Base
    let offset: Int

    @inline(__always)
    func register(parameter: Int, state: Int) -> Int {
      switch base {
      case .zero: offset
      case .parameter: parameter
      case .state: state &+ offset
      }
    }
  }

  /// An operation and the number of its register.
  struct Operation {
    let kind: Instruction.Kind
    let target: Int
    let left: Operand
    let right: Operand
    let exponent: Int
  }

  let operations: [Operation]
  /// The new value of each slot, and the slot's place in the state.
  let state: [(source: Operand, offset: Int)]
  let parameter: Operand
  /// The place of the master copy in the state.
  let master: Int?

  init(_ program: Program, slots: [StateSlot], _ registers: Trajectory.Registers) {
    let master = slots.last == .masterParameter ? slots.count - 1 : nil
    func operand(_ node: Int) -> Operand {
      switch program.elements[node] {
      case .parameter:
        master.map { Operand(base: .state, offset: $0) }
          ?? Operand(base: .parameter, offset: 0)
      case .gradient: Operand(base: .zero, offset: registers.gradient)
      case .state(let slot):
        Operand(base: .state, offset: slots.firstIndex(of: slot) ?? 0)
      case .scalar(let scalar): Operand(base: .zero, offset: registers.handed + scalar)
      case .operation: Operand(base: .zero, offset: node)
      }
    }
    operations = program.elements.enumerated().compactMap { node, element in
      guard case .operation(let operation) = element else { return nil }
      // Nodes in place of registers are resolved one by one.
      let plain = Instruction(operation, step: 0, target: node) { $0 }
      return Operation(
        kind: plain.kind, target: node, left: operand(plain.left),
        right: operand(plain.right), exponent: plain.exponent)
    }
    state = program.state.compactMap { output in
      slots.firstIndex(of: output.slot).map { (operand(output.node), $0) }
    }
    parameter = operand(program.parameter)
    self.master = master
  }

  /// Takes the step of one lane.
  func run<Machine: RegisterMachine>(
    parameter: Int, state: Int, storing: StoreKind, _ outputs: Trajectory.Outputs,
    on machine: Machine
  ) {
    operations.withUnsafeBufferPointer { operations in
      for operation in operations {
        machine.perform(
          operation.kind, target: operation.target,
          operation.left.register(parameter: parameter, state: state),
          operation.right.register(parameter: parameter, state: state),
          exponent: operation.exponent)
      }
    }
    // New values replace old ones only after every operation has run.
    for (source, offset) in self.state {
      machine.store(
        source.register(parameter: parameter, state: state), into: state + offset,
        as: .state)
    }
    guard outputs == .all else { return }
    let new = self.parameter.register(parameter: parameter, state: state)
    if let master {
      if new != state + master { machine.store(new, into: state + master, as: .state) }
      machine.store(state + master, into: parameter, as: storing)
    } else if new != parameter {
      machine.store(new, into: parameter, as: storing)
    }
  }
}
