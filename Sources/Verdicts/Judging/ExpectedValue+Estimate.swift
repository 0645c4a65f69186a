import Formats
import Oracle
import Scenarios
import Vectors

extension ExpectedValue {
  /// An estimate of κ* of an observed value; see `Deviation`.
  package func estimate(of bits: UInt64, in format: FloatFormat) -> Double? {
    Deviation.estimate(of: bits, in: format, from: exact, unit: unit)
  }
}

extension Execution {
  /// κ*: the smallest budget that admits a value at a place.
  package func minimalBudget(of observed: UInt64, at place: RunPlace) -> Double {
    minimalBudget(of: observed, lane: place.lane, slot: place.slot, step: place.step)
  }
}

extension Scenario {
  /// κ*: the smallest budget that admits a value at a place.
  package func minimalBudget(of observed: UInt64, at place: RunPlace) -> Double {
    minimalBudget(of: observed, lane: place.lane, slot: place.slot, step: place.step)
  }
}
