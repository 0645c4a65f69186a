import Dialects
import Scenarios

/// An optimizer in the shape in which it is checked: its numbers are encodings of the
/// scenario's formats, and nobody converts them on the way.
package protocol EncodedOptimizer {
  /// What `saved()` returns and `restore(_:)` takes.
  associatedtype Saved

  /// Sets the optimizer up over parameters.
  init(_ scenario: Scenario, parameters: [[UInt64]]) throws

  /// Takes one step.
  mutating func step(
    gradients: [StepGradient<UInt64>?], learningRates: [Double?]) throws

  /// The encodings of all tensors: parameters, and the slots of the state that exist.
  func tensors() throws -> [TensorValues<UInt64>]

  /// Changes hyperparameters, those of each group, from the next step on.
  mutating func change(_ changes: [[Hyperparameter: Double]]) throws

  /// Everything that has to survive, besides the parameters.
  func saved() -> Saved

  /// Continues from what was saved.
  mutating func restore(_ saved: Saved) throws
}

extension EncodedOptimizer {
  /// Runs a case from its beginning.
  package static func answer(to request: CaseRequest) -> CaseAnswer {
    do {
      return .result(
        try run(request.scenario, checkpoints: Set(request.checkpoints)))
    } catch let skip as CaseSkip {
      return .skip(reason: skip.reason)
    } catch {
      return .error(message: "\(error)")
    }
  }

  private static func run(
    _ scenario: Scenario, checkpoints: Set<Int>
  ) throws -> [Checkpoint<UInt64>] {
    var run = try OptimizerRun<Self>(scenario.expanded)
    var result: [Checkpoint<UInt64>] = []
    try run.scenario.forEachStep { position, step in
      try run.take(step)
      if checkpoints.contains(position) {
        result.append(Checkpoint(step: position, tensors: try run.tensors()))
      }
    }
    return result
  }
}

/// An optimizer in the course of a scenario.
private struct OptimizerRun<Stepper: EncodedOptimizer> {
  let scenario: Scenario
  private var optimizer: Stepper
  private var situation: Situation
  private var kept: (saved: Stepper.Saved, parameters: [[UInt64]], Situation)?

  /// What changes besides the optimizer.
  private struct Situation {
    /// The hyperparameters that hold.
    var course: HyperparameterCourse
    /// Whether each tensor has had a gradient.
    var hasStarted: [Bool]
  }

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    let tensors = scenario.tensors
    optimizer = try Stepper(scenario, parameters: tensors.map(\.initial))
    situation = Situation(
      course: HyperparameterCourse(of: scenario.groups),
      hasStarted: tensors.map { $0.past != nil })
  }

  /// Does what comes before a step, and takes it.
  mutating func take(_ step: ScenarioStep) throws {
    try interrupt(step.before)
    if !step.changes.isEmpty {
      try optimizer.change(step.changes)
      try situation.course.take(step.changes)
    }
    try optimizer.step(gradients: step.gradients, learningRates: step.learningRates)
    for tensor in step.gradients.indices where step.gradients[tensor] != nil {
      situation.hasStarted[tensor] = true
    }
  }

  private mutating func interrupt(_ before: ScenarioStep.Interruption) throws {
    if before.restores {
      try restore(
        optimizer.saved(), optimizer.tensors().map(\.parameter), before.builtWith)
    }
    if before.rewinds, let kept {
      situation = kept.2
      try restore(kept.saved, kept.parameters, before.builtWith)
    }
    if before.saves {
      kept = (optimizer.saved(), try optimizer.tensors().map(\.parameter), situation)
    }
  }

  /// Makes an optimizer that takes over what was saved.
  private mutating func restore(
    _ saved: Stepper.Saved, _ parameters: [[UInt64]], _ builtWith: [Hyperparameters]?
  ) throws {
    let hyperparameters = builtWith ?? situation.course.present
    let groups = zip(scenario.groups, hyperparameters).map { group, hyperparameters in
      Scenario.Group(
        hyperparameters: hyperparameters, tensors: group.tensors,
        schedule: group.schedule)
    }
    optimizer = try Stepper(scenario.with(groups: groups), parameters: parameters)
    try optimizer.restore(saved)
  }

  /// All values; a tensor that has had no gradient yet has no state, whatever is kept
  /// for it.
  func tensors() throws -> [TensorValues<UInt64>] {
    zip(try optimizer.tensors(), situation.hasStarted).map { tensor, hasStarted in
      hasStarted ? tensor : TensorValues(parameter: tensor.parameter, state: [])
    }
  }
}
