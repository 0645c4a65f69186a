import Dialects
import Formats
import Foundation
import Oracle
import Scenarios

/// Where an answer leaves what a candidate admits.
struct Departure: Sendable {
  let step: Int
  let tensor: Int
  /// The slot of the state, or nil for the parameter.
  let slot: StateSlot?
  let element: Int
  let observed: UInt64
  /// The least and the greatest encoding admitted.
  let low, high: UInt64
}

/// A value of an answer, and how far it is from the middle of its enclosure.
struct ObservedPlace: Sendable {
  let step: Int
  let lane: Lane
  let slot: StateSlot?
  let observed: UInt64
  /// 0 in the middle, 1 at an end.
  let eccentricity: Double
}

extension Scenario {
  /// The first value of an answer that is outside its enclosure; nil if none is.
  ///
  /// Within a tensor, state comes before the parameter, in order of computation.
  func departure(
    of answer: [ObservedValues], from enclosures: [Checkpoint<BudgetEnclosure>]
  ) -> Departure? {
    var found: Departure?
    forEachValue(of: answer, in: enclosures) { step, lane, slot, observed, bounds in
      guard let bounds, !format(of: slot).admits(observed, bounds) else { return true }
      found = Departure(
        step: step, tensor: lane.tensor, slot: slot, element: lane.element,
        observed: observed, low: bounds.low, high: bounds.high)
      return false
    }
    return found
  }

  /// How many values of an answer there are, and how many are outside.
  func tally(
    of answer: [ObservedValues], in enclosures: [Checkpoint<BudgetEnclosure>]
  ) -> (outside: Int, all: Int) {
    var (outside, all) = (0, 0)
    forEachValue(of: answer, in: enclosures) { _, _, slot, observed, bounds in
      all += 1
      if let bounds, !format(of: slot).admits(observed, bounds) { outside += 1 }
      return true
    }
    return (outside, all)
  }

  /// How far an answer is from what is admitted: the bits that it lacks, in sum over
  /// all values.
  func distance(
    of answer: [ObservedValues], from enclosures: [Checkpoint<BudgetEnclosure>]
  ) -> Int {
    var distance = 0
    forEachValue(of: answer, in: enclosures) { _, _, slot, observed, bounds in
      guard let bounds, !format(of: slot).admits(observed, bounds) else { return true }
      let eccentricity = format(of: slot).eccentricity(of: observed, in: bounds)
      let all = 64.0
      let bits = eccentricity > 0 ? log2(eccentricity).rounded() : all
      distance += Int(min(max(bits, 1), all))
      return true
    }
    return distance
  }

  /// The values of an answer that are farthest from the middle of their enclosures.
  func farthest(
    of answer: [ObservedValues], in enclosures: [Checkpoint<BudgetEnclosure>],
    count: Int
  ) -> [ObservedPlace] {
    var places: [ObservedPlace] = []
    forEachValue(of: answer, in: enclosures) { step, lane, slot, observed, bounds in
      guard let bounds else { return true }
      let eccentricity = format(of: slot).eccentricity(of: observed, in: bounds)
      guard eccentricity > places.last?.eccentricity ?? 0 || places.count < count,
        eccentricity > 0
      else { return true }
      places.append(
        ObservedPlace(
          step: step, lane: lane, slot: slot, observed: observed,
          eccentricity: eccentricity))
      places.sort { $0.eccentricity > $1.eccentricity }
      if places.count > count { places.removeLast() }
      return true
    }
    return places
  }

  /// Calls `body` with each value and its enclosure until it returns false.
  private func forEachValue(
    of answer: [ObservedValues], in enclosures: [Checkpoint<BudgetEnclosure>],
    _ body: (Int, Lane, StateSlot?, UInt64, BudgetEnclosure.Bounds?) -> Bool
  ) {
    for (observed, expected) in zip(answer, enclosures) {
      for (tensor, values) in expected.tensors.enumerated() {
        let quantities =
          values.state.map { (Optional($0.slot), $0.values) } + [(nil, values.parameter)]
        for (slot, enclosures) in quantities {
          guard let got = observed.tensors[tensor].values(of: slot) else { continue }
          for (element, (bits, enclosure)) in zip(got, enclosures).enumerated() {
            let lane = Lane(tensor: tensor, element: element)
            guard body(expected.step, lane, slot, bits, enclosure.bounds) else { return }
          }
        }
      }
    }
  }
}

extension FloatFormat {
  func admits(_ bits: UInt64, _ bounds: BudgetEnclosure.Bounds) -> Bool {
    if isNaN(bounds.low) { return isNaN(bits) }
    if isNaN(bits) { return false }
    let value = decode(bits)
    return decode(bounds.low) <= value && value <= decode(bounds.high)
  }

  fileprivate func eccentricity(
    of bits: UInt64, in bounds: BudgetEnclosure.Bounds
  ) -> Double {
    let (value, low, high) = (decode(bits), decode(bounds.low), decode(bounds.high))
    guard value.isFinite, (high - low).isFinite, high > low else { return 0 }
    return (value - (low + (high - low) / 2)).magnitude / ((high - low) / 2)
  }
}
