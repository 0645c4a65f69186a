import Dialects

extension Trajectory {
  /// Which new values of an element are stored.
  enum Outputs { case all, state }

  /// Takes the step of one lane, whose gradient is in its register.
  func step<Machine: RegisterMachine>(
    _ run: TensorRun, lane: Int, _ time: StepTime,
    _ current: inout RunScalars?, _ outputs: Outputs, on machine: Machine
  ) {
    let layout = tensors[run.tensor]
    let element = layout.elements[lane]
    if let updates = scenario.conduct.updates,
      !updates(
        ElementContext(
          step: run.number, tensor: run.tensor, element: element, shape: layout.shape))
    {
      return
    }
    let group = groups[layout.group]
    let situation = group.situation(isFirst: time.isFirst, clock: time.clock)
    let isOpen = isOpen(situation, time.clock, run, on: machine)
    let prepared = group.program(situation)
    let remembers = !prepared.program.memory.isEmpty
    let wanted = RunScalars(
      group: layout.group, clock: time.clock, situation: situation,
      tensor: remembers ? run.tensor : nil)
    if current != wanted {
      runScalars(
        of: prepared.program, group: layout.group, learningRate: run.rate,
        clock: time.clock, tensor: run.tensor, on: machine)
      current = wanted
    }
    let owner = tensors[run.owner]
    let state = owner.register(ofLane: min(lane, owner.elements.count - 1)) + 1
    var storing: StoreKind = .parameter
    if let source = scenario.stochastic {
      storing = .stochasticParameter(
        source.bits(step: run.number, tensor: run.tensor, element: element))
    }
    let place = ElementPlace(
      slots: layout.slots, parameter: layout.register(ofLane: lane), state: state,
      gradient: registers.gradient)
    if isOpen && outputs == .all {
      // Another implementation may have decided the other way.
      var other = situation
      other.isRectified.toggle()
      let otherProgram = group.program(other)
      runScalars(
        of: otherProgram.program, group: layout.group, learningRate: run.rate,
        clock: time.clock, tensor: run.tensor, on: machine)
      runOperations(of: otherProgram, place, on: machine)
      machine.copy(
        place.register(
          otherProgram.program.parameter, of: otherProgram.program,
          registers.handed),
        into: registers.gradient + 1)
      runScalars(
        of: prepared.program, group: layout.group, learningRate: run.rate,
        clock: time.clock, tensor: run.tensor, on: machine)
    }
    runElement(
      of: prepared, place, alternative: isOpen ? registers.gradient + 1 : nil,
      storing: storing, outputs, on: machine)
  }

  /// Whether it is open, within the budget, if RAdam rectifies.
  func isOpen<Machine: RegisterMachine>(
    _ situation: GroupPrograms.Situation, _ clock: Int, _ run: TensorRun,
    on machine: Machine
  ) -> Bool {
    let group = groups[tensors[run.tensor].group]
    guard machine.hasBudget, let (program, threshold) = group.decision else {
      return false
    }
    runScalarNodes(
      program.scalars, base: registers.schedule, clock: clock, tensor: run.tensor,
      on: machine
    ) { name, target in
      machine.load(
        hyperparameter: group.hyperparameters[name ?? .learningRate], into: target)
    }
    return machine.isOpen(registers.schedule + program.length, against: threshold)
  }

  /// Takes one step of the first tensor with gradients that are in registers.
  func advance<Machine: RegisterMachine>(
    _ machine: Machine, step: Int, learningRate: Double, gradient: (Int) -> Int
  ) {
    let layout = tensors[0]
    let group = groups[layout.group]
    let prepared = group.program(group.situation(isFirst: step == 1, clock: step))
    runScalars(
      of: prepared.program, group: layout.group, learningRate: learningRate, clock: step,
      tensor: 0, on: machine)
    for index in layout.elements.indices {
      let register = layout.register(ofLane: index)
      runElement(
        of: prepared,
        ElementPlace(
          slots: layout.slots, parameter: register, state: register + 1,
          gradient: gradient(index)),
        storing: .parameter, .all, on: machine)
    }
  }
}
