import Dialects
import Formats
import Scenarios

extension VectorCase {
  /// Checks that what is expected fits the scenario: steps that exist, a value
  /// for every element, and readable encodings.
  package func checkExpectation(
    against scenario: Scenario, location: String
  ) throws(VectorError) {
    let sizes = scenario.tensors.map(\.initial.count)
    for (index, checkpoint) in (expected ?? []).enumerated() {
      let place = "\(location).expected[\(index)]"
      guard (1...scenario.steps.count).contains(checkpoint.step) else {
        throw VectorError(
          location: "\(place).step",
          problem: "step \(checkpoint.step) is none of the \(scenario.steps.count) steps")
      }
      guard checkpoint.tensors.count == sizes.count else {
        throw VectorError(
          location: "\(place).tensors",
          problem: "\(checkpoint.tensors.count) tensors are expected of \(sizes.count)")
      }
      for (tensor, size) in zip(checkpoint.tensors.indices, sizes) {
        let place = "\(place).tensors[\(tensor)]"
        let expected = checkpoint.tensors[tensor]
        try expected.parameter.check(size, scenario.storage, "\(place).parameter")
        for (slot, quantity) in expected.state.sorted(by: { $0.key < $1.key }) {
          guard StateSlot(rawValue: slot) != nil else {
            throw VectorError(
              location: "\(place).state", problem: "there is no state \"\(slot)\"")
          }
          try quantity.check(size, scenario.stateFormat, "\(place).state.\(slot)")
        }
      }
    }
  }
}

extension ExpectedQuantity {
  fileprivate func check(
    _ count: Int, _ format: FloatFormat, _ location: String
  ) throws(VectorError) {
    let counts = [
      exact.count, nearest.count, low.count, high.count, reference.count, unit.count,
    ]
    guard counts.allSatisfy({ $0 == count }) else {
      throw VectorError(
        location: location,
        problem: "the tensor has \(count) elements, but \(counts) values are given for "
          + "exact, nearest, low, high, reference, unit")
    }
    for text in nearest + reference + low.compactMap(\.self) + high.compactMap(\.self) {
      do {
        _ = try format.bits(hexadecimal: text)
      } catch {
        throw VectorError(location: location, problem: error.description)
      }
    }
  }
}
