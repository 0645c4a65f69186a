import Dialects
import Formats
import Oracle

/// A run of a scenario, tensor by tensor, as SPEC.md §1.2 and §1.3 write it.
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
    func initial(_ slot: StateSlot, _ given: [Hyperparameter: Double]) -> E {
      switch slot {
      case .firstMoment:
        E(rounding: storage.round(given[.initialFirstMoment] ?? 0))
      case .secondMoment, .squareSum, .squareAverage:
        E(rounding: storage.round(given[.initialSecondMoment] ?? 0))
      case .momentumBuffer, .gradientAverage: E(0)
      }
    }
    var tensors = scenario.tensors.map { tensor in
      tensor.initial.map {
        SpecLane(parameter: E(rounding: storage.decode($0)), state: [:])
      }
    }
    var gradientCounts = tensors.map { _ in 0 }
    var history: [[[SpecLane<E>]]] = []
    scenario.forEachStep { number, step in
      for (index, gradient) in step.gradients.enumerated() {
        guard let gradient else { continue }
        let groupIndex = scenario.groupOfTensor[index]
        let hyperparameters = scenario.groups[groupIndex].hyperparameters
        if gradientCounts[index] == 0 {
          for lane in tensors[index].indices {
            for slot in scenario.dialect.optimizer.definition.slots {
              tensors[index][lane].state[slot] = initial(slot, hyperparameters.given)
            }
          }
        }
        gradientCounts[index] += 1
        let isGlobal = scenario.dialect[StepClock.self] == .global
        let step = SpecStep<S, E>(
          dialect: scenario.dialect, hyperparameters: hyperparameters,
          t: isGlobal ? number : gradientCounts[index],
          isFirst: gradientCounts[index] == 1,
          learningRate: step.learningRates[groupIndex], number: self.number, hand: hand)
        for lane in tensors[index].indices {
          let new = step(
            tensors[index][lane], gradient: E(rounding: storage.decode(gradient[lane])))
          tensors[index][lane] = SpecLane(
            parameter: store(new.parameter), state: new.state.mapValues(store))
        }
      }
      history.append(tensors)
    }
    return history
  }
}

extension SpecRun where S == BigReal, E == BigReal {
  /// The rules in real arithmetic.
  static func exact(_ scenario: Scenario) -> SpecRun {
    SpecRun(
      number: { value in
        let isWide = scenario.scalars == .wide
        return BigReal(rounding: isWide ? value : scenario.arithmetic.round(value))
      }, hand: { $0 }, store: { $0 })
  }
}

/// Compares what a reading says with the lanes of a run, and returns the first
/// disagreement.
func disagreement<Value, E>(
  _ checkpoints: [Checkpoint<Value>], _ history: [[[SpecLane<E>]]],
  agree: (Value, E) -> String?
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
        if let text = agree(tensor.parameter[lane], expected.parameter) {
          return at("parameter", text)
        }
        for (slot, values) in tensor.state {
          guard let value = expected.state[slot] else { return at("\(slot)", "absent") }
          if let text = agree(values[lane], value) { return at("\(slot)", text) }
        }
      }
    }
  }
  return nil
}
