import Dialects
import HonestOrders
import Rules

/// A program with the registers of everything that it reads and writes.
final class ProgramCode {
  let scalars: ScalarCode
  /// The scalars that elements use, and where they are handed to.
  let handed: [(source: Int, target: Int)]
  /// The new values of remembered scalars, and their places in the tensor's memory.
  let memory: [(source: Int, place: Int)]
  let elements: ElementCode

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - slots: The slots of the state, with the master copy last if there is one.
  ///   - registers: The first register of each purpose.
  ///   - admissions: What is admitted besides errors of operations; nil to leave out
  ///     everything that only some machines do.
  init(
    _ program: Program, slots: [StateSlot], _ registers: Registers,
    extrasWith admissions: [Admission]?
  ) {
    var compiler = ProgramCompiler(slots: slots, registers)
    let places = program.evaluate(in: &compiler)
    scalars = compiler.scalars
    handed = compiler.handed
    memory = program.memory.map { output in
      (places.scalars[output.node].offset, output.slot.place)
    }
    var operations = compiler.operations
    var extras: [ElementCode.Extra] = []
    if let admissions {
      let useCounts = program.useCounts
      for index in operations.indices {
        let node = operations[index].target
        let extra = ElementCode.Extra(
          product: program.fusedProduct(node, useCounts: useCounts).map {
            FusedProduct(
              isRight: $0.isRight, left: places.elements[$0.left],
              right: places.elements[$0.right])
          },
          widenings: admissions.compactMap { $0.widening(of: node, in: program) }.map {
            $0.map { places.elements[$0] }
          })
        if extra.product == nil && extra.widenings.isEmpty { continue }
        operations[index].extra = extras.count
        extras.append(extra)
      }
    }
    let nodes = program.state.map(\.node) + [program.parameter]
    func output(_ index: Int, offset: Int) -> ElementCode.Output {
      let node = nodes[index]
      return ElementCode.Output(
        source: places.elements[node], offset: offset,
        isSpent: program.operation(node) != nil && !nodes[(index + 1)...].contains(node))
    }
    elements = ElementCode(
      operations: operations, extras: extras,
      state: program.state.enumerated().compactMap { index, entry in
        slots.firstIndex(of: entry.slot).map { output(index, offset: $0) }
      },
      parameter: output(nodes.count - 1, offset: 0), master: compiler.master)
  }
}

extension ScalarCode {
  /// Compiles a formula of scalars; its first node has the register `base`.
  init(_ program: ScalarProgram, base: Int) {
    var registers = Registers()
    registers.scalars = base
    var compiler = ProgramCompiler(slots: [], registers)
    _ = program.scalars.evaluate(in: &compiler)
    self = compiler.scalars
  }
}

/// Writes code: the value of a node is the register that holds it.
private struct ProgramCompiler: Algebra {
  typealias Operand = ElementCode.Operand

  private(set) var scalars: ScalarCode
  private(set) var handed: [(source: Int, target: Int)] = []
  private(set) var operations: [ElementCode.Operation] = []
  let slots: [StateSlot]
  let registers: Registers
  /// The place of the master copy in the state.
  let master: Int?

  init(slots: [StateSlot], _ registers: Registers) {
    self.slots = slots
    self.registers = registers
    scalars = ScalarCode(base: registers.scalars)
    master = slots.last == .masterParameter ? slots.count - 1 : nil
  }

  private mutating func record(_ step: (Int) -> ScalarCode.Step) -> Operand {
    Operand(base: .zero, offset: scalars.append(step))
  }

  mutating func value(of name: Hyperparameter) -> Operand {
    record { _ in .hyperparameter(name) }
  }
  mutating func groupLearningRate() -> Operand { record { _ in .groupLearningRate } }
  mutating func value(of integer: StepInteger) -> Operand {
    record { _ in .integer(integer) }
  }
  mutating func value(of constant: Double) -> Operand {
    record { _ in .constant(constant) }
  }
  mutating func value(of slot: ScalarSlot) -> Operand {
    record { _ in .memory(slot.place) }
  }

  func parameter() -> Operand {
    master.map { Operand(base: .state, offset: $0) }
      ?? Operand(base: .parameter, offset: 0)
  }
  func gradient() -> Operand { Operand(base: .zero, offset: registers.gradient) }
  func value(of slot: StateSlot) -> Operand {
    Operand(base: .state, offset: slots.firstIndex(of: slot) ?? 0)
  }
  mutating func handed(_ scalar: Operand) -> Operand {
    let target = registers.handed + scalar.offset - registers.scalars
    handed.append((scalar.offset, target))
    return Operand(base: .zero, offset: target)
  }

  mutating func apply(
    _ operation: Rules.Operation<Operand>, at node: ProgramNode
  ) -> Operand {
    let operands = operation.operands
    let (left, right) = (operands[0], operands[operands.count - 1])
    let exponent = operation.integerExponent ?? .one
    switch node {
    case .scalar:
      return record { target in
        .operation(
          Instruction(
            kind: operation.kind, target: target, left: left.offset, right: right.offset),
          exponent: exponent)
      }
    case .element(let node):
      precondition(!exponent.countsSteps, "elements have no powers that count steps")
      operations.append(
        ElementCode.Operation(
          kind: operation.kind, target: node, left: left, right: right,
          exponent: exponent.offset))
      return Operand(base: .zero, offset: node)
    }
  }
}

extension ScalarSlot {
  /// The place among the scalars that a tensor remembers.
  var place: Int { ScalarSlot.places[self] ?? 0 }

  private static let places = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
