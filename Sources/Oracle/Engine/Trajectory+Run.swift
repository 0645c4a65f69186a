import Dialects
import Rules
import Scenarios

extension Trajectory {
  /// Runs all steps and calls `observe` after each of `checkpoints`.
  ///
  /// - Parameter observe: Gets the step number and, for each tensor, whether it
  ///   has had a gradient so far.
  func run<Machine: RegisterMachine>(
    on machine: Machine, checkpoints: Set<Int>, observe: (Int, [Bool]) throws -> Void
  ) rethrows {
    initialize(machine)
    let last = checkpoints.max() ?? 0
    var progress = Progress(self)
    var kept = progress
    try scenario.forEachStep { position, step in
      guard position <= last else { return }
      interrupt(step.before, &progress, &kept, on: machine)
      if phases.programs.count > 1 { beginPhase(ofStep: position, &progress) }
      progress.stepCount += 1
      let number = progress.stepCount
      let gradients = effectiveGradients(of: step, number, &progress)
      findRates(of: step, number, &progress, on: machine)
      for index in tensors.indices {
        guard let gradient = gradients[index] else { continue }
        progress.gradientCounts[index] += 1
        progress.updateCount += 1
        let run = TensorRun(
          tensor: index, number: number, rate: progress.rates[tensors[index].group],
          owner: procedure.stateOwner?(index, tensors.map(\.elements.count))
            ?? index, programs: progress.groups[tensors[index].group])
        switch gradient {
        case .dense(let values):
          progress.countAllRows(of: index)
          runDense(values, run, &progress, on: machine)
        case .rows(let rows, let values):
          runRows(rows, values, run, &progress, on: machine)
        }
      }
      if checkpoints.contains(position) {
        try observe(position, progress.gradientCounts.map { $0 > 0 })
      }
    }
  }

  /// Does what is done with the optimizer before a step.
  private func interrupt<Machine: RegisterMachine>(
    _ interruption: ScenarioStep.Interruption, _ progress: inout Progress,
    _ kept: inout Progress, on machine: Machine
  ) {
    if interruption.rewinds { rewind(to: kept, &progress, on: machine) }
    if interruption.restores || interruption.rewinds { restore(machine, &progress) }
    if interruption.saves {
      kept = progress
      for register in registers.memory..<registers.memory + keptOffset {
        machine.copy(register, into: register + keptOffset)
      }
    }
  }

  /// Takes the programs for the hyperparameters that hold in a step.
  private func beginPhase(ofStep position: Int, _ progress: inout Progress) {
    let phase = phases.ofStep[min(position, phases.ofStep.count) - 1]
    progress.groups = phases.programs[phase]
    progress.scalars = nil
  }

  func effectiveGradients(
    of step: ScenarioStep, _ number: Int, _ progress: inout Progress
  ) -> [StepGradient<UInt64>?] {
    guard let change = procedure.gradients else { return step.gradients }
    let result = change(
      GradientContext(
        step: number, given: step.gradients, previous: progress.previousGradients,
        repeatsPrevious: step.repeatsGradients, shapes: tensors.map(\.shape),
        format: scenario.storage))
    progress.previousGradients = result
    return result
  }

  /// Finds the learning rate of each group.
  func findRates<Machine: RegisterMachine>(
    of step: ScenarioStep, _ number: Int, _ progress: inout Progress, on machine: Machine
  ) {
    let isSpecified = procedure.learningRate == nil && procedure.schedulePosition == nil
    if progress.firstRates.isEmpty { progress.firstRates = step.learningRates }
    for index in groups.indices {
      let context = isSpecified ? nil : rateContext(of: step, number, index, progress)
      if let schedule = scenario.groups[index].schedule {
        let position =
          context.flatMap { procedure.schedulePosition?($0) } ?? number - 1
          + progress.scheduleShift
        runSchedule(
          procedure.schedule?(schedule) ?? schedule, position, ofGroup: index, on: machine
        )
        progress.rates[index] = nil
      } else {
        progress.rates[index] =
          context.flatMap { procedure.learningRate?($0) } ?? step.learningRates[index]
      }
    }
    progress.previousRates = step.learningRates
  }

  private func rateContext(
    of step: ScenarioStep, _ number: Int, _ group: Int, _ progress: Progress
  ) -> RateContext {
    RateContext(
      step: number, group: group, given: step.learningRates, first: progress.firstRates,
      previous: progress.previousRates.isEmpty
        ? step.learningRates : progress.previousRates,
      initial: groups.map { $0.hyperparameters[.learningRate] })
  }

  /// Computes a scheduled learning rate into the group's register.
  private func runSchedule<Machine: RegisterMachine>(
    _ schedule: LearningRateSchedule, _ position: Int, ofGroup group: Int,
    on machine: Machine
  ) {
    let target = registers.rates + group
    let rate = groups[group].hyperparameters[.learningRate]
    let program = ScalarProgram.rate(of: schedule, after: position)
    precondition(program.scalars.count <= 64, "a schedule has too many operations")
    let (code, result) = ScalarCode.compile(
      program, base: registers.schedule, .schedule)
    code.run(
      ScalarCode.Leaves(
        hyperparameters: groups[group].hyperparameters, learningRate: rate,
        scheduledRate: target, clock: 0, memory: registers.memory),
      on: machine)
    machine.copy(result, into: target)
    if schedule == .constant || !admitsRecurrence { return }
    machine.admitRecurrence(
      over: position, scale: schedule.cancels ? rate.magnitude : 0, for: target)
  }
}
