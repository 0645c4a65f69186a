import Dialects
import Formats
import Scenarios
import Vectors

/// Something that says which values are admitted.
package protocol Admitting: Sendable {
  /// What is admitted.
  var enclosure: BudgetEnclosure { get }
}

extension ExpectedValue: Admitting {}

extension BudgetEnclosure: Admitting {
  package var enclosure: BudgetEnclosure { self }
}

/// How the state of an answer is compared.
package enum StateComparison: Sendable {
  /// State that is expected has to be answered.
  case required
  /// State is compared where it is answered.
  case whereAnswered
  /// State is not looked at.
  case ignored
}

/// Goes through an answer and what is expected of it side by side, value by value.
///
/// Checkpoints come in order, within a tensor the state in the order of computation
/// before the parameter: so the first value that is wrong is the earliest quantity that
/// is wrong.
package struct AnswerWalk<Expected: Admitting>: Sendable {
  /// What is run.
  package let scenario: Scenario
  /// What is expected at each checkpoint.
  package let expected: [Checkpoint<Expected>]
  /// How state is compared.
  package let state: StateComparison

  package init(
    _ scenario: Scenario, expecting expected: [Checkpoint<Expected>],
    state: StateComparison
  ) {
    self.scenario = scenario
    self.expected = expected
    self.state = state
  }

  /// What the walk meets.
  package enum Encounter {
    /// A value.
    case value(UInt64, RunPlace, FloatFormat, Expected)
    /// A quantity of which not as many values were answered as there are elements; nil
    /// if none at all.
    case missing(answered: Int?, RunPlace, [Expected])
    /// A checkpoint that cannot be compared, and why.
    case incomplete(String)
  }

  /// Calls `visit` for everything in `answer` until it returns false.
  package func forEach(
    of answer: [Checkpoint<UInt64>], _ visit: (Encounter) -> Bool
  ) {
    for expected in expected {
      guard let observed = answer.first(where: { $0.step == expected.step }) else {
        let why = "the answer has no checkpoint for step \(expected.step)"
        guard visit(.incomplete(why)) else { return }
        continue
      }
      guard observed.tensors.count == expected.tensors.count else {
        let why =
          "step \(expected.step): \(observed.tensors.count) tensors were answered, "
          + "expected \(expected.tensors.count)"
        guard visit(.incomplete(why)) else { return }
        continue
      }
      for tensor in expected.tensors.indices {
        guard
          walk(
            expected.tensors[tensor], observed.tensors[tensor],
            step: expected.step, tensor: tensor, visit)
        else { return }
      }
    }
  }

  private func walk(
    _ expected: TensorValues<Expected>, _ observed: TensorValues<UInt64>,
    step: Int, tensor: Int, _ visit: (Encounter) -> Bool
  ) -> Bool {
    func walk(_ slot: StateSlot?, _ expected: [Expected]) -> Bool {
      let values = observed.values(of: slot)
      func place(_ element: Int) -> RunPlace {
        RunPlace(step: step, lane: Lane(tensor: tensor, element: element), slot: slot)
      }
      let count =
        expected.isEmpty ? 0 : scenario.tensors[tensor].elementCount
      guard let values, values.count == count else {
        if slot != nil && state == .whereAnswered || expected.isEmpty { return true }
        return visit(.missing(answered: values?.count, place(0), expected))
      }
      let format = scenario.format(of: slot)
      for element in values.indices {
        // A periodic tensor lists what its first elements have.
        let expected = expected[
          element < expected.count ? element : element % expected.count]
        guard visit(.value(values[element], place(element), format, expected))
        else { return false }
      }
      return true
    }
    if state != .ignored {
      for (slot, values) in expected.state {
        guard walk(slot, values) else { return false }
      }
    }
    return walk(nil, expected.parameter)
  }
}

/// The first value of an answer that is not admitted.
package struct Departure<Expected: Admitting>: Sendable {
  /// Where it is.
  package let place: RunPlace
  /// The value; nil if it is missing.
  package let observed: UInt64?
  /// What is expected there.
  package let expected: Expected

  package init(place: RunPlace, observed: UInt64?, expected: Expected) {
    self.place = place
    self.observed = observed
    self.expected = expected
  }
}

extension AnswerWalk {
  /// The first value of an answer that is not admitted, or nil if all are.
  ///
  /// A checkpoint that cannot be compared is passed over: readings of the oracle, and
  /// answers that are known to be complete, have none.
  package func firstDeparture(of answer: [Checkpoint<UInt64>]) -> Departure<Expected>? {
    var found: Departure<Expected>?
    forEach(of: answer) { encounter in
      switch encounter {
      case .value(let bits, let place, let format, let expected):
        if expected.enclosure.admits(bits, in: format) { return true }
        found = Departure(place: place, observed: bits, expected: expected)
      case .missing(_, let place, let expected):
        found = Departure(place: place, observed: nil, expected: expected[0])
      case .incomplete: return true
      }
      return false
    }
    return found
  }

  /// How many values of an answer there are, and how many of these are not admitted.
  package func tally(of answer: [Checkpoint<UInt64>]) -> (outside: Int, all: Int) {
    var (outside, all) = (0, 0)
    forEach(of: answer) { encounter in
      switch encounter {
      case .value(let bits, _, let format, let expected):
        all += 1
        if !expected.enclosure.admits(bits, in: format) { outside += 1 }
      case .missing(_, _, let expected):
        all += expected.count
        outside += expected.count
      case .incomplete: break
      }
      return true
    }
    return (outside, all)
  }
}
