import Formats
import Oracle
import Scenarios
import Vectors
import Verdicts

extension CandidateSearch {
  /// The first value at which a candidate departs, with all that is to be said of it.
  func mismatch(
    _ departure: Departure<BudgetEnclosure>, of candidate: Candidate,
    in evidence: Evidence
  ) -> Mismatch {
    let (probe, place) = (evidence.probe, departure.place)
    let execution = family.execution(of: probe.scenario, by: candidate)
    let scenario = execution.scenario
    let exact = try? execution.exactReading(checkpoints: [place.step])
    let reference = execution.roundedReading(checkpoints: [place.step])
    let value = exact?.first?.value(of: place.lane, place.slot)
    let expected = ExpectedValue(
      exact: value?.decimal ?? "undecided", nearest: value?.nearest ?? 0,
      enclosure: departure.expected,
      reference: reference.first?.value(of: place.lane, place.slot) ?? 0, unit: nil)
    let format = scenario.format(of: place.slot)
    var mismatch = Mismatch(
      place, of: scenario, expected: expected,
      observed: departure.observed.map(format.hexadecimal),
      minimalBudget: departure.observed.map { execution.minimalBudget(of: $0, at: place) }
    )
    let tally = enclosures.walk(of: execution, key(candidate, probe), probe.checkpoints)
      .tally(of: evidence.answer)
    mismatch.outsideCount = tally.outside
    mismatch.valueCount = tally.all
    return mismatch
  }
}
