import Dialects
import Scenarios

/// Some elements of a run, which stand for all of them.
///
/// Elements never mix in a rule, so a run of some elements alone gives what they have in the
/// whole one: only these are computed of a large tensor.
struct LaneSample: Sendable {
  /// For each tensor the elements, ascending.
  let elements: [[Int]]

  /// The most elements of a tensor that are all computed.
  static let wholeTensorLimit = 600

  /// The run of the sampled elements: tensors that are not whole become vectors.
  func projected(_ scenario: Scenario) -> Scenario {
    guard case .listed(let steps) = scenario.steps else {
      preconditionFailure("generated gradients are not sampled")
    }
    let tensors = scenario.tensors
    return scenario.mappingTensors { project($1, onto: elements[$0]) }.with(
      steps: .listed(
        steps.map { step in
          step.withGradients(
            step.gradients.enumerated().map { index, gradient in
              gradient.map { project($0, of: tensors[index], onto: elements[index]) }
            })
        }))
  }

  /// What an answer says of the sampled elements; values that are missing stay so.
  func projected(_ answer: [Checkpoint<UInt64>]) -> [Checkpoint<UInt64>] {
    answer.map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.enumerated().map { index, tensor in
          func pick(_ values: [UInt64]) -> [UInt64] {
            guard elements.indices.contains(index) else { return values }
            return elements[index].compactMap {
              values.indices.contains($0) ? values[$0] : nil
            }
          }
          return TensorValues(
            parameter: pick(tensor.parameter),
            state: tensor.state.map { ($0.slot, pick($0.values)) })
        })
    }
  }

  private func project(
    _ tensor: Scenario.Tensor, onto elements: [Int]
  ) -> Scenario.Tensor {
    guard elements.count < tensor.elementCount else { return tensor }
    return Scenario.Tensor(
      name: tensor.name, shape: [elements.count],
      initial: elements.map { tensor.initial[$0] },
      past: tensor.past?.mappingState { _, values in elements.map { values[$0] } })
  }

  /// In a vector each element is a row of its own.
  private func project(
    _ gradient: StepGradient<UInt64>, of tensor: Scenario.Tensor, onto elements: [Int]
  ) -> StepGradient<UInt64> {
    guard elements.count < tensor.elementCount else { return gradient }
    switch gradient {
    case .dense(let values): return .dense(elements.map { values[$0] })
    case .rows(let rows, let values):
      let width = tensor.shape.dropFirst().reduce(1, *)
      var (own, ownValues): ([Int], [UInt64]) = ([], [])
      for (position, row) in rows.enumerated() {
        for (index, element) in elements.enumerated() where element / width == row {
          own.append(index)
          ownValues.append(values[position * width + element % width])
        }
      }
      return .rows(own, values: ownValues)
    }
  }
}
