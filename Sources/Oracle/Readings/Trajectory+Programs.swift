import Dialects
import Rules

extension Trajectory {
  func runScalars<Machine: RegisterMachine>(
    of program: Program, group: Int, learningRate: Double?, clock: Int, tensor: Int,
    on machine: Machine
  ) {
    let hyperparameters = groups[group].hyperparameters
    runScalarNodes(
      program.scalars, base: registers.scalars, clock: clock, tensor: tensor, on: machine
    ) { name, target in
      switch (name, learningRate) {
      case (.learningRate, nil): machine.copy(registers.rates + group, into: target)
      case (.learningRate, let rate?): machine.load(hyperparameter: rate, into: target)
      default:
        machine.load(hyperparameter: hyperparameters[name ?? .learningRate], into: target)
      }
    }
    for case .scalar(let index) in program.elements {
      machine.hand(registers.scalars + index, into: registers.handed + index)
    }
    for output in program.memory {
      machine.copy(registers.scalars + output.node, into: memory(output.slot, tensor))
    }
  }

  /// Runs scalar nodes; `load` gives a register a hyperparameter, or the group's
  /// learning rate for nil.
  func runScalarNodes<Machine: RegisterMachine>(
    _ nodes: [ScalarNode], base: Int, clock: Int, tensor: Int, on machine: Machine,
    isExactIfRepresentable: Bool = false, load: (Hyperparameter?, Int) -> Void
  ) {
    for (index, node) in nodes.enumerated() {
      let target = base + index
      switch node {
      case .hyperparameter(let name): load(name, target)
      case .groupLearningRate: load(nil, target)
      case .integer(let integer):
        machine.load(integer: integer.value(step: clock), into: target)
      case .constant(let value): machine.load(constant: value, into: target)
      case .memory(let slot): machine.copy(memory(slot, tensor), into: target)
      case .operation(let operation):
        var instruction = Instruction(operation, step: clock, target: target) {
          base + $0
        }
        instruction.isExactIfRepresentable = isExactIfRepresentable
        machine.applyScalar(instruction)
      }
    }
  }

  private static let scalarSlots = ScalarSlot.allCases

  func memory(_ slot: ScalarSlot, _ tensor: Int) -> Int {
    let slots = Trajectory.scalarSlots
    return registers.memory + tensor * slots.count + (slots.firstIndex(of: slot) ?? 0)
  }

  /// Where an element, its state and its gradient are.
  struct ElementPlace {
    let slots: [StateSlot]
    let parameter: Int
    let state: Int
    let gradient: Int
    /// The register of the master copy.
    var master: Int? {
      slots.last == .masterParameter ? state + slots.count - 1 : nil
    }

    /// The register of an element node; `handed` is that of the first scalar.
    func register(_ node: Int, of program: Program, _ handed: Int) -> Int {
      switch program.elements[node] {
      case .parameter: master ?? parameter
      case .gradient: gradient
      case .state(let slot): state + (slots.firstIndex(of: slot) ?? 0)
      case .scalar(let scalar): handed + scalar
      case .operation: node
      }
    }
  }

  func runOperations<Machine: RegisterMachine>(
    of prepared: PreparedProgram, _ place: ElementPlace, on machine: Machine
  ) {
    let program = prepared.program
    for (node, element) in program.elements.enumerated() {
      guard case .operation(let operation) = element else { continue }
      machine.applyElement(
        Instruction(operation, of: prepared, target: node) {
          place.register($0, of: program, registers.handed)
        })
    }
  }

  /// Runs a program on an element.
  ///
  /// - Parameter alternative: A register with what the new parameter may be as well.
  func runElement<Machine: RegisterMachine>(
    of prepared: PreparedProgram, _ place: ElementPlace, alternative: Int? = nil,
    storing: StoreKind, _ outputs: Outputs, on machine: Machine
  ) {
    let program = prepared.program
    func register(_ node: Int) -> Int {
      place.register(node, of: program, registers.handed)
    }
    runOperations(of: prepared, place, on: machine)
    var new = register(program.parameter)
    if let alternative, outputs == .all {
      machine.admit(new, for: alternative)
      new = alternative
    }
    // New values replace old ones only after every operation has run.
    for output in program.state {
      guard let offset = place.slots.firstIndex(of: output.slot) else { continue }
      machine.store(register(output.node), into: place.state + offset, as: .state)
    }
    guard outputs == .all else { return }
    if let master = place.master {
      if new != master { machine.store(new, into: master, as: .state) }
      machine.store(master, into: place.parameter, as: storing)
    } else if new != place.parameter {
      machine.store(new, into: place.parameter, as: storing)
    }
  }
}
