import Dialects

extension Trajectory {
  /// The step of a tensor's lanes at one time, whose scalars are in their registers.
  struct PreparedStep {
    let code: ProgramCode
    /// The code that another implementation may have run, where errors leave open
    /// whether RAdam rectifies.
    let alternative: ProgramCode?
    let time: StepTime
  }

  /// Takes the step of one lane, whose gradient is in its register.
  func step<Machine: RegisterMachine>(
    _ run: TensorRun, lane: Int, _ time: StepTime, _ progress: inout Progress,
    _ outputs: StoredOutputs, on machine: Machine
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
    var storing: StoreKind = .parameter
    if let source = scenario.stochastic {
      storing = .stochasticParameter(
        source.bits(step: run.number, tensor: run.tensor, element: element))
    }
    let prepared = prepare(run, time, &progress, on: machine)
    take(prepared, run, lane: lane, storing: storing, outputs, on: machine)
  }

  /// Takes a prepared step of one lane, whose gradient is in its register.
  func take<Machine: RegisterMachine>(
    _ step: PreparedStep, _ run: TensorRun, lane: Int, storing: StoreKind,
    _ outputs: StoredOutputs, on machine: Machine
  ) {
    let owner = tensors[run.owner]
    let place = ElementCode.Place(
      parameter: tensors[run.tensor].register(ofLane: lane),
      state: owner.register(ofLane: min(lane, owner.elements.count - 1)) + 1)
    var alternative: Int?
    if let code = step.alternative, outputs == .all {
      alternative = registers.gradient + 1
      runScalars(of: code, run, clock: step.time.clock, on: machine)
      code.elements.runOperations(place, on: machine)
      machine.copy(
        code.elements.parameter.source.register(place), into: registers.gradient + 1)
      runScalars(of: step.code, run, clock: step.time.clock, on: machine)
    }
    step.code.elements.run(
      place, storing: storing, outputs, alternative: alternative, on: machine)
  }

  /// Gives scalars their values, unless the registers have them already.
  func prepare<Machine: RegisterMachine>(
    _ run: TensorRun, _ time: StepTime, _ progress: inout Progress, on machine: Machine
  ) -> PreparedStep {
    let layout = tensors[run.tensor]
    let group = run.programs
    let situation = group.situation(isFirst: time.isFirst, clock: time.clock)
    func code(_ program: PreparedProgram) -> ProgramCode {
      program.code(for: machine, slots: layout.slots, registers)
    }
    var alternative: ProgramCode?
    if isOpen(time.clock, run, on: machine) {
      var other = situation
      other.isRectified.toggle()
      alternative = code(group.program(other))
    }
    if let scalars = progress.scalars,
      scalars.serve(run, group: layout.group, situation, clock: time.clock)
    {
      return PreparedStep(
        code: code(scalars.prepared), alternative: alternative, time: time)
    }
    let prepared = group.program(situation)
    runScalars(of: code(prepared), run, clock: time.clock, on: machine)
    progress.scalars = RunScalars(
      prepared: prepared, group: layout.group, situation: situation, clock: time.clock,
      rate: run.rate, number: run.number,
      tensor: prepared.program.memory.isEmpty ? nil : run.tensor)
    return PreparedStep(code: code(prepared), alternative: alternative, time: time)
  }

  /// Runs the scalar part of a step, and hands its results to the elements.
  private func runScalars<Machine: RegisterMachine>(
    of code: ProgramCode, _ run: TensorRun, clock: Int, on machine: Machine
  ) {
    code.scalars.run(leaves(run, clock: clock), on: machine)
    for scalar in code.handed {
      machine.hand(scalar.source, isRunning: scalar.isRunning, into: scalar.target)
    }
    let memory = memory(ofTensor: run.tensor)
    for output in code.memory { machine.copy(output.source, into: memory + output.place) }
  }

  private func leaves(_ run: TensorRun, clock: Int) -> ScalarCode.Leaves {
    ScalarCode.Leaves(
      hyperparameters: run.programs.hyperparameters, learningRate: run.rate,
      scheduledRate: registers.rates + tensors[run.tensor].group, clock: clock,
      memory: memory(ofTensor: run.tensor))
  }

  /// Whether it is open, within the budget, if RAdam rectifies.
  private func isOpen<Machine: RegisterMachine>(
    _ clock: Int, _ run: TensorRun, on machine: Machine
  ) -> Bool {
    guard machine.hasBudget, admitsOpenRectification, let length = rectificationLength,
      let decision = run.programs.decision
    else { return false }
    length.code.run(leaves(run, clock: clock), on: machine)
    return machine.isOpen(length.result, against: decision.threshold)
  }

  /// Takes one step of the first tensor, whose gradients are in registers.
  func advance<Machine: RegisterMachine>(
    _ machine: Machine, step: Int, learningRate: Double, gradient: (Int) -> Int
  ) {
    let layout = tensors[0]
    let group = groups[layout.group]
    let code = group.program(group.situation(isFirst: step == 1, clock: step))
      .code(for: machine, slots: layout.slots, registers)
    let run = TensorRun(
      tensor: 0, number: step, rate: learningRate, owner: 0, programs: group)
    runScalars(of: code, run, clock: step, on: machine)
    for index in layout.elements.indices {
      let register = layout.register(ofLane: index)
      machine.copy(gradient(index), into: registers.gradient)
      code.elements.run(
        ElementCode.Place(parameter: register, state: register + 1), storing: .parameter,
        on: machine)
    }
  }
}
