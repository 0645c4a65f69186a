import Dialects
import Formats
import Multiprecision
import Oracle
import Scenarios

/// One parameter that starts at `start` and is given its gradients, whatever it does.
struct GivenGradients {
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  let gradients: [Double]
  var start = 0.0

  /// The exact parameter and state after each of `steps`, which are at least 1.
  func reading(
    after steps: [Int]
  ) throws(OracleError) -> [Checkpoint<ExactValue>] {
    let format = FloatFormat.binary64
    let scenario = Scenario(
      dialect: dialect, scalars: .wide, storage: format, arithmetic: format,
      groups: [
        Scenario.Group(
          hyperparameters: hyperparameters,
          tensors: [
            Scenario.Tensor(name: "x", shape: [], initial: [format.encode(start)])
          ])
      ],
      steps: .listed(
        gradients.map { gradient in
          ScenarioStep(
            gradients: [[format.encode(gradient)]],
            learningRates: [hyperparameters[.learningRate]])
        }))
    return try scenario.exactReading(checkpoints: steps)
  }

  /// What each of `steps` adds to the parameter.
  func changes(in steps: [Int]) throws(OracleError) -> [Int: Enclosure] {
    let needed = Set(steps).union(steps.map { $0 - 1 }).subtracting([0]).sorted()
    var positions = [0: Enclosure(start)]
    for checkpoint in try reading(after: needed) {
      positions[checkpoint.step] = Enclosure(checkpoint.tensors[0].parameter[0])
    }
    var changes: [Int: Enclosure] = [:]
    for step in steps {
      guard let position = positions[step], let previous = positions[step - 1] else {
        preconditionFailure("the reading lacks step \(step)")
      }
      changes[step] = position - previous
    }
    return changes
  }

  /// A slot of the state after each of `steps`.
  func state(
    _ slot: StateSlot, after steps: [Int]
  ) throws(OracleError) -> [Enclosure] {
    try reading(after: steps).map { checkpoint in
      guard let values = checkpoint.tensors[0].state.first(where: { $0.slot == slot })
      else { preconditionFailure("the optimizer has no \(slot.rawValue)") }
      return Enclosure(values.values[0])
    }
  }
}
