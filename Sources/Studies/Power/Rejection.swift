import Oracle
import Scenarios
import Vectors
import Verdicts

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
      let observed = execution.completeReading(checkpoints: steps)
      let walk = self.walk(from..<count, state: showsState ? .required : .ignored)
      if let departure = walk.firstDeparture(of: observed) {
        return Rejection(departure, of: scenario, by: id)
      }
      from = count
    }
    return nil
  }
}

extension Rejection {
  fileprivate init(
    _ departure: Departure<ExpectedValue>, of scenario: Scenario, by id: String
  ) {
    let place = departure.place
    let budget = departure.observed.flatMap {
      departure.expected.estimate(of: $0, in: scenario.format(of: place.slot))
    }
    self.init(
      caseID: id, step: place.step, quantity: place.slot?.rawValue ?? "parameter",
      budget: budget.flatMap { $0.isFinite ? $0 : nil })
  }
}
