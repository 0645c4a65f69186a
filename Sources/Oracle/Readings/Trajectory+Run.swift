import Dialects
import Rules

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
    try scenario.forEachStep { number, step in
      guard number <= last else { return }
      if step.restores { restore(machine, &progress) }
      let gradients = effectiveGradients(of: step, number, &progress)
      let rates = effectiveRates(of: step, number, &progress, on: machine)
      var current: RunScalars?
      for (index, layout) in tensors.enumerated() {
        guard let gradient = gradients[index] else { continue }
        progress.gradientCounts[index] += 1
        progress.updateCount += 1
        var run = TensorRun(
          tensor: index, number: number, rate: rates[layout.group],
          owner: scenario.conduct.stateOwner?(index, tensors.map(\.elements.count))
            ?? index)
        switch gradient {
        case .dense(let values):
          progress.countAllRows(of: index)
          runDense(values, &run, progress, &current, on: machine)
        case .rows(let rows, let values):
          runRows(rows, values, &run, &progress, &current, on: machine)
        }
      }
      if checkpoints.contains(number) {
        try observe(number, progress.gradientCounts.map { $0 > 0 })
      }
    }
  }

  func effectiveGradients(
    of step: ScenarioStep, _ number: Int, _ progress: inout Progress
  ) -> [StepGradient<UInt64>?] {
    guard let change = scenario.conduct.gradients else { return step.gradients }
    let result = change(
      GradientContext(
        step: number, given: step.gradients, previous: progress.previousGradients,
        shapes: tensors.map(\.shape), format: scenario.storage))
    progress.previousGradients = result
    return result
  }

  /// The learning rate of each group; nil where a schedule's is in its register.
  func effectiveRates<Machine: RegisterMachine>(
    of step: ScenarioStep, _ number: Int, _ progress: inout Progress, on machine: Machine
  ) -> [Double?] {
    let conduct = scenario.conduct
    let initial = groups.map { $0.hyperparameters[.learningRate] }
    if number == 1 { progress.firstRates = step.learningRates }
    var rates: [Double?] = []
    for (index, group) in scenario.groups.enumerated() {
      let context = RateContext(
        step: number, group: index, given: step.learningRates,
        first: progress.firstRates,
        previous: progress.previousRates.isEmpty
          ? step.learningRates : progress.previousRates,
        initial: initial)
      if let schedule = group.schedule {
        let position = conduct.schedulePosition?(context) ?? number - 1
        runSchedule(
          conduct.schedule?(schedule) ?? schedule, position, initial[index],
          into: registers.rates + index, on: machine)
        rates.append(nil)
      } else {
        rates.append(conduct.learningRate?(context) ?? step.learningRates[index])
      }
    }
    progress.previousRates = step.learningRates
    return rates
  }

  func runSchedule<Machine: RegisterMachine>(
    _ schedule: LearningRateSchedule, _ position: Int, _ rate: Double, into target: Int,
    on machine: Machine
  ) {
    let program = ScheduleProgram(schedule, after: position)
    precondition(program.scalars.count <= 64, "a schedule has too many operations")
    runScalarNodes(
      program.scalars, base: registers.schedule, clock: 0, tensor: 0, on: machine,
      isExactIfRepresentable: true
    ) { name, target in
      machine.load(hyperparameter: rate, into: target)
    }
    machine.copy(registers.schedule + program.rate, into: target)
    if schedule == .constant { return }
    machine.admitRecurrence(
      over: position, scale: schedule.cancels ? rate.magnitude : 0, for: target)
  }
}
