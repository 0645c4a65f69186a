import Dialects
import Formats
import Oracle
import Scenarios

/// The first value by which a case rejects an implementation.
public struct Rejection: Codable, Hashable, Sendable {
  /// The case.
  public var caseID: String
  /// The step after which the value was seen.
  public var step: Int
  /// `parameter`, or the name of a slot of the state.
  public var quantity: String
  /// An estimate of κ*, the smallest budget that would admit the value; nil if
  /// none does, or if there is no value.
  public var budget: Double?
}

extension PowerCase {
  /// How the case rejects an implementation, given how that carries out its
  /// scenario; nil if it does not.
  ///
  /// - Parameter showsState: Whether the implementation shows more than parameters.
  func rejection(of execution: Execution, showingState showsState: Bool = true)
    -> Rejection?
  {
    // Most faults show early: the later steps are not run in vain.
    var from = 0
    for count in [min(6, expected.count), expected.count] where count > from {
      let steps = expected[..<count].map(\.step)
      let observed = execution.roundedReading(checkpoints: steps)
      for index in from..<count {
        if let found = rejection(expected[index], by: observed[index], showsState) {
          return found
        }
      }
      from = count
    }
    return nil
  }

  private func rejection(
    _ expected: (step: Int, tensors: [Admitted]), by observed: Checkpoint<UInt64>,
    _ showsState: Bool
  ) -> Rejection? {
    for (tensor, admitted) in expected.tensors.enumerated() {
      for (slot, values) in admitted.quantities where slot == nil || showsState {
        let place = Rejection(
          caseID: id, step: expected.step, quantity: slot?.rawValue ?? "parameter")
        let bits =
          slot == nil
          ? observed.tensors[tensor].parameter
          : observed.tensors[tensor].state.first { $0.slot == slot }?.values
        guard let bits, bits.count == values.count else {
          if values.isEmpty { continue }
          return place
        }
        let format = scenario.format(of: slot)
        for (bits, value) in zip(bits, values) where !value.admits(format.decode(bits)) {
          let budget = Deviation.estimate(
            of: bits, in: format, from: value.exact, unit: value.unit)
          var result = place
          result.budget = budget.flatMap { $0.isFinite ? $0 : nil }
          return result
        }
      }
    }
    return nil
  }
}
