import Scenarios
import Verdicts

extension AnswerWalk<BudgetEnclosure> {
  /// The first value of an answer that is not admitted and that no special value
  /// excuses.
  func firstOrdinaryDeparture(
    of answer: [Checkpoint<UInt64>], beside lanes: SpecialLanes
  ) -> Departure<BudgetEnclosure>? {
    var found: Departure<BudgetEnclosure>?
    forEach(of: answer) { encounter in
      switch encounter {
      case .value(let bits, let place, let format, let enclosure):
        if enclosure.admits(bits, in: format)
          || lanes.excuse(bits, at: place, in: format, enclosure)
        {
          return true
        }
        found = Departure(place: place, observed: bits, expected: enclosure)
      case .missing(_, let place, let expected):
        found = Departure(place: place, observed: nil, expected: expected[0])
      case .incomplete: return true
      }
      return false
    }
    return found
  }

  /// How many values of an answer show anything: they are bounded, and admitted.
  func telling(of answer: [Checkpoint<UInt64>]) -> EvidenceAmount {
    var amount = EvidenceAmount()
    forEach(of: answer) { encounter in
      guard case .value(let bits, let place, let format, let enclosure) = encounter,
        enclosure.admits(bits, in: format)
      else { return true }
      if enclosure.isTelling(in: format, from: scenario.initialValue(at: place)) {
        amount.values += 1
      } else {
        amount.untold += 1
      }
      return true
    }
    amount.probes = amount.values > 0 ? 1 : 0
    return amount
  }
}

extension Scenario {
  /// What a parameter is before the first step; nil for state.
  fileprivate func initialValue(at place: RunPlace) -> UInt64? {
    guard place.slot == nil else { return nil }
    let initial = tensors[place.lane.tensor].initial
    return initial.isEmpty ? nil : initial[place.lane.element % initial.count]
  }
}
