import Dialects
import HonestOrders
import Rules
import Scenarios

/// A program with the registers of everything that it reads and writes.
final class ProgramCode {
  let scalars: ScalarCode
  /// The scalars that elements use, and where they are handed to.
  let handed: [HandedScalar]
  /// The new values of remembered scalars, and their places in the tensor's memory.
  let memory: [(source: Int, place: Int)]
  let elements: ElementCode

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - slots: The slots of the state, with the master copy last if there is one.
  ///   - registers: The first register of each purpose.
  ///   - scalars: How scalars are computed.
  ///   - admissions: What is admitted besides errors of operations; nil to leave out
  ///     everything that only some machines do.
  init(
    _ program: Program, slots: [StateSlot], _ registers: Registers,
    scalars evaluation: ScalarStages, extrasWith admissions: [Admission]?
  ) {
    var compiler = ProgramCompiler(slots: slots, registers, evaluation)
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
  /// Compiles a formula of scalars, and tells the register of its result.
  static func compile(
    _ program: ScalarProgram, base: Int, _ evaluation: ScalarStages
  ) -> (code: ScalarCode, result: Int) {
    var registers = Registers()
    registers.scalars = base
    var compiler = ProgramCompiler(slots: [], registers, evaluation)
    let places = program.scalars.evaluate(in: &compiler)
    return (compiler.scalars, places[program.result].offset)
  }
}

/// A scalar that elements use.
struct HandedScalar {
  let source: Int
  let target: Int
  /// Whether it is a running scalar.
  let isRunning: Bool
}

/// How the scalars of a program are computed.
struct ScalarStages {
  /// Whether constant scalars are computed apart from running ones.
  let areSplit: Bool
  /// Whether β^t is a product of t factors.
  let multipliesPowers: Bool
  /// Whether a schedule gives the learning rate, which makes it a running scalar.
  let hasSchedule: Bool

  init(_ precision: Scenario.ScalarPrecision, hasSchedule: Bool) {
    areSplit = precision.splitsScalars
    multipliesPowers = precision.multipliesPowers
    self.hasSchedule = hasSchedule
  }

  /// Everything is running: so is what a schedule computes.
  static let schedule = ScalarStages(.wide, hasSchedule: true)
}

/// Writes code: the value of a node is the register that holds it.
private struct ProgramCompiler: Algebra {
  typealias Operand = ElementCode.Operand

  private(set) var scalars: ScalarCode
  private(set) var handed: [HandedScalar] = []
  private(set) var operations: [ElementCode.Operation] = []
  let slots: [StateSlot]
  let registers: Registers
  /// The place of the master copy in the state.
  let master: Int?
  private let stages: ScalarStages

  init(slots: [StateSlot], _ registers: Registers, _ stages: ScalarStages) {
    self.slots = slots
    self.registers = registers
    self.stages = stages
    scalars = ScalarCode(
      base: registers.scalars, multipliesPowers: stages.multipliesPowers)
    master = slots.last == .masterParameter ? slots.count - 1 : nil
  }

  private mutating func record(
    isRunning: Bool = false, _ step: (Int) -> ScalarCode.Step
  ) -> Operand {
    Operand(
      base: .zero,
      offset: scalars.append(isRunning: isRunning || !stages.areSplit, step))
  }

  mutating func value(of name: Hyperparameter) -> Operand {
    record(isRunning: name == .learningRate && stages.hasSchedule) { _ in
      .hyperparameter(name)
    }
  }
  mutating func groupLearningRate() -> Operand { record { _ in .groupLearningRate } }
  mutating func value(of integer: StepInteger) -> Operand {
    record(isRunning: integer.countsSteps) { _ in .integer(integer) }
  }
  mutating func value(of constant: Double) -> Operand {
    record { _ in .constant(constant) }
  }
  mutating func value(of slot: ScalarSlot) -> Operand {
    record(isRunning: true) { _ in .memory(slot.place) }
  }

  func parameter() -> Operand {
    master.map { Operand(base: .state, offset: $0) }
      ?? Operand(base: .parameter, offset: 0)
  }
  func gradient() -> Operand { Operand(base: .zero, offset: registers.gradient) }
  func squaresOfListings() -> Operand {
    Operand(base: .zero, offset: registers.squaresOfListings)
  }
  func value(of slot: StateSlot) -> Operand {
    Operand(base: .state, offset: slots.firstIndex(of: slot) ?? 0)
  }
  mutating func handed(_ scalar: Operand) -> Operand {
    let target = registers.handed + scalar.offset - registers.scalars
    handed.append(
      HandedScalar(
        source: scalar.offset, target: target,
        isRunning: scalars.isRunning(scalar.offset)))
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
      var (left, right) = (left.offset, right.offset)
      let isRunning =
        exponent.countsSteps || scalars.isRunning(left) || scalars.isRunning(right)
      if isRunning {
        left = scalars.runningCopy(of: left)
        right = scalars.runningCopy(of: right)
      }
      return record(isRunning: isRunning) { target in
        .operation(
          Instruction(kind: operation.kind, target: target, left: left, right: right),
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
