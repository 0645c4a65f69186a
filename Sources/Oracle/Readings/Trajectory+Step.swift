import Dialects

extension Trajectory {
  /// Which new values of an element are stored.
  enum Outputs { case all, state }

  /// Takes the step of one lane, whose gradient is in its register.
  func step<Machine: RegisterMachine>(
    _ run: TensorRun, lane: Int, _ time: StepTime,
    _ progress: inout Progress, _ outputs: Outputs, on machine: Machine
  ) {
    let layout = tensors[run.tensor]
    let element = layout.elements[lane]
    if let updates = procedure.updates,
      !updates(
        ElementContext(
          step: run.number, tensor: run.tensor, element: element, shape: layout.shape))
    {
      return
    }
    let group = groups[layout.group]
    let situation = group.situation(isFirst: time.isFirst, clock: time.clock)
    let isOpen = isOpen(situation, time.clock, run, on: machine)
    let prepared = prepare(run, situation, time.clock, &progress, on: machine)
    let owner = tensors[run.owner]
    let state = owner.register(ofLane: min(lane, owner.elements.count - 1)) + 1
    var storing: StoreKind = .parameter
    if let source = scenario.stochastic {
      storing = .stochasticParameter(
        source.bits(step: run.number, tensor: run.tensor, element: element))
    }
    guard machine.needsOrders else {
      prepared.elementCode(slots: layout.slots, registers).run(
        parameter: layout.register(ofLane: lane), state: state, storing: storing,
        outputs, on: machine)
      return
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

  /// The program of a step, whose scalars are in their registers.
  func prepare<Machine: RegisterMachine>(
    _ run: TensorRun, _ situation: GroupPrograms.Situation, _ clock: Int,
    _ progress: inout Progress, on machine: Machine
  ) -> PreparedProgram {
    let group = tensors[run.tensor].group
    if let scalars = progress.scalars,
      scalars.serve(run, group: group, situation, clock: clock)
    {
      return scalars.prepared
    }
    let prepared = groups[group].program(situation)
    runScalars(
      of: prepared.program, group: group, learningRate: run.rate, clock: clock,
      tensor: run.tensor, on: machine)
    progress.scalars = RunScalars(
      prepared: prepared, group: group, situation: situation, clock: clock,
      rate: run.rate, number: run.number,
      tensor: prepared.program.memory.isEmpty ? nil : run.tensor)
    return prepared
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
    return machine.isOpen(registers.schedule + program.result, against: threshold)
  }

  /// Takes one step of the first tensor, whose gradients are in registers.
  func advance<Machine: RegisterMachine>(
    _ machine: Machine, step: Int, learningRate: Double, gradient: (Int) -> Int
  ) {
    let layout = tensors[0]
    let group = groups[layout.group]
    let prepared = group.program(group.situation(isFirst: step == 1, clock: step))
    runScalars(
      of: prepared.program, group: layout.group, learningRate: learningRate, clock: step,
      tensor: 0, on: machine)
    let code = prepared.elementCode(slots: layout.slots, registers)
    for index in layout.elements.indices {
      let register = layout.register(ofLane: index)
      machine.copy(gradient(index), into: registers.gradient)
      code.run(
        parameter: register, state: register + 1, storing: .parameter, .all, on: machine)
    }
  }
}
