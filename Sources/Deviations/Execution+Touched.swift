import Dialects
import Oracle
import Rules
import Scenarios

extension Execution {
  /// Whether its procedure can change anything: false is certain, true is not.
  ///
  /// A study asks this to leave out what need not be run.
  public var isTouched: Bool {
    if touchesRounding || procedure.programCountsSteps || procedure.initialState != nil {
      return true
    }
    // What tells elements apart is not seen in the few values that they have in turn.
    if procedure.distinguishesElements && scenario.isPeriodic { return true }
    if procedure.stateOwner != nil && scenario.tensors.count > 1 { return true }
    if touchesRun { return true }
    let hasSchedule = scenario.groups.contains { $0.schedule != nil }
    if hasSchedule && (procedure.schedule != nil || procedure.schedulePosition != nil) {
      return true
    }
    let isSparse = hasStep { $0.gradients.contains { $0?.isSparse ?? false } }
    if isSparse && (procedure.absentRows != nil || procedure.duplicateRows != nil) {
      return true
    }
    return touchesHyperparameters || touchesRates || touchesGradients || touchesElements
      || touchesClocks || touchesPrograms
  }

  private func hasStep(where condition: (ScenarioStep) -> Bool) -> Bool {
    guard case .listed(let steps) = scenario.steps else { return false }
    return steps.contains(where: condition)
  }

  /// Whether what happens between steps is touched.
  private var touchesRun: Bool {
    let restores = hasStep { $0.before.restores || $0.before.rewinds }
    return procedure.restoring != nil && restores
      || procedure.sharing != nil && hasStep(where: \.before.rewinds)
      || procedure.keepsHyperparametersOfNew && hasStep { $0.before.builtWith != nil }
      || procedure.changes != nil && scenario.changesHyperparameters
      || procedure.losesPast && scenario.stepsBefore > 0
  }

  private var touchesRounding: Bool {
    let rounding = procedure.rounding
    return rounding.direction != .nearest || rounding.storeDirection != .nearestEven
      || rounding.fusesProducts || rounding.raisesByLogarithm
      || rounding.hyperparameters != nil
      || rounding.scalarFormat != nil || rounding.handedFormat != nil
      || rounding.elementFormat != nil || rounding.stateFormat != nil
  }

  private var touchesHyperparameters: Bool {
    guard let change = procedure.hyperparameters else { return false }
    return scenario.hyperparametersOfSteps().contains { given in
      given.indices.contains { change(given, $0) != given[$0] }
    }
  }

  private var touchesRates: Bool {
    guard procedure.learningRate != nil else { return false }
    guard case .listed(let steps) = scenario.steps else { return true }
    // Rates come from the first step, the one before, the groups: all the same?
    let rates =
      steps.flatMap(\.learningRates)
      + scenario.groups.map {
        $0.schedule == nil ? $0.hyperparameters[.learningRate] : nil
      }
    return Set(rates.compactMap(\.self)).count > 1
      || procedure.changesConstantRates(rates)
  }

  private var touchesGradients: Bool {
    guard let change = procedure.gradients else { return false }
    var previous: [StepGradient<UInt64>?] = []
    let shapes = scenario.tensors.map(\.shape)
    return anyStep { number, step in
      let result = change(
        GradientContext(
          step: number, given: step.gradients, previous: previous,
          repeatsPrevious: step.repeatsGradients, shapes: shapes,
          format: scenario.storage))
      previous = result
      return result != step.gradients
    }
  }

  private var touchesElements: Bool {
    guard let updates = procedure.updates else { return false }
    let tensors = scenario.tensors
    return (1...max(1, scenario.steps.count)).contains { number in
      tensors.enumerated().contains { index, tensor in
        (0..<tensor.elementCount).contains { element in
          !updates(
            ElementContext(
              step: number, tensor: index, element: element, shape: tensor.shape))
        }
      }
    }
  }

  private var touchesClocks: Bool {
    guard let clock = procedure.clock else { return false }
    let kind = scenario.dialect[StepClock.self] ?? .tensor
    if kind == .row { return true }
    let groupOfTensor = scenario.groupOfTensor
    var counts = scenario.tensors.map { $0.past?.gradientCount ?? 0 }
    var updates = 0
    // After something is gone back to, counts are others: true is never wrong.
    if scenario.keepsState { return true }
    return anyStep { position, step in
      let number = position + scenario.stepsBefore
      for (tensor, gradient) in step.gradients.enumerated() where gradient != nil {
        counts[tensor] += 1
        updates += 1
        let context = ClockContext(
          specified: kind == .global ? number : counts[tensor], step: number,
          tensorCount: counts[tensor], updateCount: updates, tensor: tensor,
          group: groupOfTensor[tensor])
        if clock(context) != context.specified { return true }
      }
      return false
    }
  }

  /// Whether a step is as `condition` says; later ones are not asked.
  private func anyStep(where condition: (Int, ScenarioStep) -> Bool) -> Bool {
    var found = false
    scenario.forEachStep { number, step in
      if !found { found = condition(number, step) }
    }
    return found
  }

  private var touchesPrograms: Bool {
    guard let change = procedure.program else { return false }
    let held = Set(scenario.hyperparametersOfSteps().joined())
    for hyperparameters in held {
      for isFirst in [false, true] {
        for isRectified in [true, false] {
          let right = Program(
            dialect: scenario.dialect, hyperparameters: hyperparameters,
            isFirst: isFirst, isRectified: isRectified)
          let context = ProgramContext(
            dialect: scenario.dialect, hyperparameters: hyperparameters,
            isFirst: isFirst, isRectified: isRectified, clock: 0)
          if !change(right, context).isSameCode(as: right) { return true }
        }
      }
    }
    return false
  }
}

extension Procedure {
  /// Whether a rate is changed where all are the same.
  fileprivate func changesConstantRates(_ rates: [Double?]) -> Bool {
    guard let rate = rates.first(where: { $0 != nil }) ?? nil, let learningRate else {
      return false
    }
    let context = RateContext(
      step: 1, group: 0, given: [rate], first: [rate], previous: [rate], initial: [rate])
    return learningRate(context) != rate
  }
}
