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
    let start = scenario.tensors.map(\.initial)
    var optimizer = try Self(scenario, parameters: start)
    var hasStarted = start.map { _ in false }
    var result: [Checkpoint<UInt64>] = []
    try scenario.forEachStep { number, step in
      if step.restores {
        let saved = optimizer.saved()
        optimizer = try Self(
          scenario, parameters: optimizer.tensors().map(\.parameter))
        try optimizer.restore(saved)
      }
      try optimizer.step(gradients: step.gradients, learningRates: step.learningRates)
      for tensor in step.gradients.indices where step.gradients[tensor] != nil {
        hasStarted[tensor] = true
      }
      guard checkpoints.contains(number) else { return }
      // A tensor that has had no gradient yet has no state, whatever is kept for it.
      let tensors = zip(try optimizer.tensors(), hasStarted).map { tensor, hasStarted in
        hasStarted ? tensor : TensorValues(parameter: tensor.parameter, state: [])
      }
      result.append(Checkpoint(step: number, tensors: tensors))
    }
    return result
  }
}
