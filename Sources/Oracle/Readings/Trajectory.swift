import Dialects
import Formats
import Rules

/// One element of a scenario.
public struct Lane: Hashable, Sendable {
  /// The index of the tensor, over all groups.
  public let tensor: Int
  /// The index of the element, in row-major order.
  public let element: Int

  /// Creates a lane.
  public init(tensor: Int, element: Int) {
    self.tensor = tensor
    self.element = element
  }
}

/// Runs a scenario on a register machine, step by step.
///
/// Registers, from 0: the element part's temporaries and the gradient, the
/// scalar part, the scalars handed to the elements, then for every lane the
/// parameter and its slots.
struct Trajectory {
  let scenario: Scenario
  let tensors: [TensorLayout]
  /// The number of registers that the machine needs.
  let registerCount: Int
  private let programs: [GroupPrograms]
  private let temporaries: Int
  private let scalarBase: Int
  private let handedBase: Int

  /// Where a tensor's lanes are, and which slots they have.
  struct TensorLayout {
    let group: Int
    let slots: [StateSlot]
    let elements: [Int]
    let base: Int
    /// The first register of each of `elements`.
    func register(ofLane index: Int) -> Int { base + index * (1 + slots.count) }
  }

  /// The programs of a group's first and later steps.
  private struct GroupPrograms {
    let first: Program
    let later: Program
  }

  /// Prepares to run `scenario`, or only one of its lanes.
  init(_ scenario: Scenario, only lane: Lane? = nil) {
    self.scenario = scenario
    programs = scenario.groups.map { group in
      func program(_ isFirst: Bool) -> Program {
        Program(
          dialect: scenario.dialect, hyperparameters: group.hyperparameters,
          isFirst: isFirst)
      }
      return GroupPrograms(first: program(true), later: program(false))
    }
    let all = programs.flatMap { [$0.first, $0.later] }
    temporaries = (all.map(\.elements.count).max() ?? 0) + 1
    let scalars = all.map(\.scalars.count).max() ?? 0
    scalarBase = temporaries
    handedBase = scalarBase + scalars
    var next = handedBase + scalars
    var layouts: [TensorLayout] = []
    for (index, (tensor, group)) in zip(scenario.tensors, scenario.groupOfTensor)
      .enumerated()
    {
      let slots = programs[group].later.state.map(\.slot)
      var elements = Array(0..<tensor.initial.count)
      if let lane { elements = lane.tensor == index ? [lane.element] : [] }
      layouts.append(
        TensorLayout(group: group, slots: slots, elements: elements, base: next))
      next += elements.count * (1 + slots.count)
    }
    tensors = layouts
    registerCount = next
  }

  /// The value of a slot before the first step.
  private func initial(_ slot: StateSlot, _ hyperparameters: Hyperparameters) -> Double {
    switch slot {
    case .squareSum, .squareAverage, .secondMoment: hyperparameters[.initialSecondMoment]
    case .firstMoment: hyperparameters[.initialFirstMoment]
    case .momentumBuffer, .gradientAverage: 0
    }
  }

  /// Runs all steps and calls `observe` after each of `checkpoints`.
  ///
  /// - Parameter observe: Gets the step number and, for each tensor, whether it
  ///   has had a gradient so far.
  func run<Machine: RegisterMachine>(
    on machine: Machine, checkpoints: Set<Int>, observe: (Int, [Bool]) throws -> Void
  ) rethrows {
    initialize(machine)
    let last = checkpoints.max() ?? 0
    let usesGlobalClock = scenario.dialect[StepClock.self] == .global
    var gradientCounts = [Int](repeating: 0, count: tensors.count)
    try scenario.forEachStep { number, step in
      guard number <= last else { return }
      var current: (group: Int, clock: Int, isFirst: Bool)?
      for (index, layout) in tensors.enumerated() {
        guard let gradient = step.gradients[index] else { continue }
        gradientCounts[index] += 1
        let isFirst = gradientCounts[index] == 1
        let clock = usesGlobalClock ? number : gradientCounts[index]
        let group = programs[layout.group]
        let program = isFirst ? group.first : group.later
        if current.map({ $0 != (layout.group, clock, isFirst) }) ?? true {
          let hyperparameters = scenario.groups[layout.group].hyperparameters
          runScalars(
            of: program, hyperparameters: hyperparameters,
            learningRate: step.learningRates[layout.group], clock: clock, on: machine)
          current = (layout.group, clock, isFirst)
        }
        let gradientRegister = temporaries - 1
        for (index, element) in layout.elements.enumerated() {
          machine.load(bits: gradient[element], into: gradientRegister)
          runElement(
            of: program, slots: layout.slots, base: layout.register(ofLane: index),
            gradient: gradientRegister, on: machine)
        }
      }
      if checkpoints.contains(number) {
        try observe(number, gradientCounts.map { $0 > 0 })
      }
    }
  }

  private func runScalars<Machine: RegisterMachine>(
    of program: Program, hyperparameters: Hyperparameters, learningRate: Double,
    clock: Int,
    on machine: Machine
  ) {
    for (index, node) in program.scalars.enumerated() {
      let target = scalarBase + index
      switch node {
      case .hyperparameter(.learningRate):
        machine.load(hyperparameter: learningRate, into: target)
      case .hyperparameter(let name):
        machine.load(hyperparameter: hyperparameters[name], into: target)
      case .integer(let integer):
        machine.load(integer: integer.value(step: clock), into: target)
      case .operation(let operation):
        machine.applyScalar(
          Instruction(operation, step: clock, target: target) { scalarBase + $0 })
      }
    }
    for case .scalar(let index) in program.elements {
      machine.hand(scalarBase + index, into: handedBase + index)
    }
  }

  private func runElement<Machine: RegisterMachine>(
    of program: Program, slots: [StateSlot], base: Int, gradient: Int, on machine: Machine
  ) {
    func register(_ node: Int) -> Int {
      switch program.elements[node] {
      case .parameter: base
      case .gradient: gradient
      case .state(let slot): base + 1 + (slots.firstIndex(of: slot) ?? 0)
      case .scalar(let scalar): handedBase + scalar
      case .operation: node
      }
    }
    for (node, element) in program.elements.enumerated() {
      guard case .operation(let operation) = element else { continue }
      machine.applyElement(
        Instruction(operation, of: program, target: node, register: register))
    }
    // New values replace old ones only after every operation has run.
    for (offset, output) in program.state.enumerated() {
      machine.store(register(output.node), into: base + 1 + offset)
    }
    machine.store(register(program.parameter), into: base)
  }

  // MARK: Step by step

  /// Gives every lane its initial parameter and state.
  func initialize<Machine: RegisterMachine>(_ machine: Machine) {
    for (tensor, layout) in zip(scenario.tensors, tensors) {
      let hyperparameters = scenario.groups[layout.group].hyperparameters
      for (index, element) in layout.elements.enumerated() {
        let register = layout.register(ofLane: index)
        machine.load(bits: tensor.initial[element], into: register)
        for (offset, slot) in layout.slots.enumerated() {
          machine.load(
            bits: scenario.storage.encode(initial(slot, hyperparameters)),
            into: register + 1 + offset)
        }
      }
    }
  }

  /// Takes one step of the first tensor with gradients that are in registers.
  func advance<Machine: RegisterMachine>(
    _ machine: Machine, step: Int, learningRate: Double, gradient: (Int) -> Int
  ) {
    let layout = tensors[0]
    let group = programs[layout.group]
    let program = step == 1 ? group.first : group.later
    runScalars(
      of: program, hyperparameters: scenario.groups[layout.group].hyperparameters,
      learningRate: learningRate, clock: step, on: machine)
    for index in layout.elements.indices {
      runElement(
        of: program, slots: layout.slots, base: layout.register(ofLane: index),
        gradient: gradient(index), on: machine)
    }
  }
}
