import Dialects
import Rules

/// The element part of a program with every operand's register resolved, but for
/// the places of the lane: what a step runs for each element.
final class ElementCode {
  /// A register, counted from 0 or from where the lane's values begin.
  struct Operand {
    enum Base { case zero, parameter, state }
    let offset: Int
    // All bits, where the lane's parameter or state is the base: to choose by
    // masks is cheaper than by cases, which change from operand to operand.
    private let parameterMask: Int
    private let stateMask: Int

    init(base: Base, offset: Int) {
      self.offset = offset
      parameterMask = base == .parameter ? -1 : 0
      stateMask = base == .state ? -1 : 0
    }

    @inline(__always)
    func register(parameter: Int, state: Int) -> Int {
      offset &+ (parameter & parameterMask) &+ (state & stateMask)
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

  /// A new value and where it goes.
  struct Output {
    let source: Operand
    /// The slot's place in the state.
    let offset: Int
    /// Whether the source is a temporary that nothing reads any more.
    let isSpent: Bool
  }

  let operations: [Operation]
  /// The new value of each slot.
  let state: [Output]
  let parameter: Output
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
    let nodes = program.state.map(\.node) + [program.parameter]
    func output(_ index: Int, offset: Int) -> Output {
      var isSpent = !nodes[(index + 1)...].contains(nodes[index])
      if case .operation = program.elements[nodes[index]] {} else { isSpent = false }
      return Output(source: operand(nodes[index]), offset: offset, isSpent: isSpent)
    }
    state = program.state.enumerated().compactMap { index, entry in
      slots.firstIndex(of: entry.slot).map { output(index, offset: $0) }
    }
    parameter = output(nodes.count - 1, offset: 0)
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
    for output in self.state {
      let source = output.source.register(parameter: parameter, state: state)
      if output.isSpent {
        machine.move(source, into: state + output.offset, as: .state)
      } else {
        machine.store(source, into: state + output.offset, as: .state)
      }
    }
    guard outputs == .all else { return }
    let new = self.parameter.source.register(parameter: parameter, state: state)
    let isSpent = self.parameter.isSpent
    if let master {
      if isSpent {
        machine.move(new, into: state + master, as: .state)
      } else if new != state + master {
        machine.store(new, into: state + master, as: .state)
      }
      machine.store(state + master, into: parameter, as: storing)
    } else if isSpent {
      machine.move(new, into: parameter, as: storing)
    } else if new != parameter {
      machine.store(new, into: parameter, as: storing)
    }
  }
}
