import Dialects
import Formats
import Oracle
import Scenarios

/// A run of a scenario, tensor by tensor, as SPEC.md §1.2, §1.3, §12 and §13
/// write it.
struct SpecRun<S: SpecNumber, E: SpecNumber> {
  /// A hyperparameter as the scalar part has it.
  let number: (Double) -> S
  let hand: (S) -> E
  /// Rounds a new value to the storage format.
  let store: (E) -> E

  /// The lanes of every tensor after every step; a tensor without a gradient so
  /// far has no state.
  func callAsFunction(_ scenario: Scenario) -> [[[SpecLane<E>]]] {
    let storage = scenario.storage
    var tensors = scenario.tensors.indices.map {
      SpecTensor<S, E>(scenario, $0, run: self)
    }
    var history: [[[SpecLane<E>]]] = []
    scenario.forEachStep { number, step in
      for (index, gradient) in step.gradients.enumerated() {
        guard let gradient else { continue }
        let groupIndex = scenario.groupOfTensor[index]
        let group = scenario.groups[groupIndex]
        let η0 = self.number(group.hyperparameters[.learningRate])
        // What a schedule computes changes from step to step.
        let schedule = SpecSchedule(η: η0.settled) { self.number($0).settled }
        let η =
          group.schedule.map { schedule.rate($0, number - 1) }
          ?? self.number(step.learningRates[groupIndex] ?? .nan)
        tensors[index].step(
          gradient.map(storage.decode), number: number, η: η)
      }
      history.append(tensors.map(\.visible))
    }
    return history
  }
}

extension SpecRun
where S == StagedNumber<BigReal, BigReal, DirectPower>, E == BigReal {
  /// The rules in real arithmetic.
  static func exact(_ scenario: Scenario) -> SpecRun {
    SpecRun(number: { .given($0, in: scenario) }, hand: { $0.handed() }, store: { $0 })
  }
}

extension StagedNumber {
  /// A hyperparameter of a scenario, as its scalars see it.
  static func given(_ value: Double, in scenario: Scenario) -> Self {
    let rounded = scenario.arithmetic.round(value)
    return switch scenario.scalars {
    case .wide: .leaf(constant: value, running: value)
    case .working, .workingProducts: .leaf(constant: rounded, running: rounded)
    case .wideConstants, .wideConstantsProducts: .leaf(constant: value, running: rounded)
    }
  }
}

/// Compares what a reading says with the lanes of a run, and returns the first
/// disagreement.
func disagreement<Value, E>(
  _ checkpoints: [Checkpoint<Value>], _ history: [[[SpecLane<E>]]],
  agree: (StateSlot?, Value, E) -> String?
) -> String? {
  for checkpoint in checkpoints {
    for (index, tensor) in checkpoint.tensors.enumerated() {
      let lanes = history[checkpoint.step - 1][index]
      if tensor.parameter.count != lanes.count { return "the number of lanes" }
      let slots = lanes.first.map { Set($0.state.keys) }
      if let slots, slots != Set(tensor.state.map(\.slot)) {
        return "step \(checkpoint.step), tensor \(index): \(tensor.state.map(\.slot))"
      }
      for (lane, expected) in lanes.enumerated() {
        func at(_ what: String, _ text: String) -> String {
          "step \(checkpoint.step), tensor \(index)[\(lane)], \(what): \(text)"
        }
        if let text = agree(nil, tensor.parameter[lane], expected.parameter) {
          return at("parameter", text)
        }
        for (slot, values) in tensor.state {
          guard let value = expected.state[slot] else { return at("\(slot)", "absent") }
          if let text = agree(slot, values[lane], value) { return at("\(slot)", text) }
        }
      }
    }
  }
  return nil
}

func disagreement<Value, E>(
  _ checkpoints: [Checkpoint<Value>], _ history: [[[SpecLane<E>]]],
  agree: (Value, E) -> String?
) -> String? {
  disagreement(checkpoints, history) { _, value, expected in agree(value, expected) }
}
