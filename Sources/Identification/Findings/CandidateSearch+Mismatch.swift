import Deviations
import Dialects
import Formats
import Oracle
import Scenarios
import Verdicts

extension CandidateSearch {
  /// The first value at which a candidate departs, with all that is to be said of it.
  func mismatch(
    _ departure: Departure, of candidate: Candidate, in evidence: Evidence
  ) -> Mismatch {
    let probe = evidence.probe
    let execution = family.execution(of: probe.scenario, by: candidate)
    let format = execution.scenario.format(of: departure.slot)
    let place = execution.scenario.place(
      step: departure.step, tensor: departure.tensor, slot: departure.slot,
      element: departure.element)
    let exact = try? execution.exactReading(checkpoints: [departure.step])
    let reference = execution.roundedReading(checkpoints: [departure.step])
    let budget = execution.minimalBudget(
      of: departure.observed,
      lane: Lane(tensor: departure.tensor, element: departure.element),
      slot: departure.slot, step: departure.step)
    let tally = execution.scenario.tally(
      of: evidence.answer,
      in: enclosures.enclosures(of: execution, key(candidate, probe), probe.checkpoints))
    return Mismatch(
      place: place, problem: nil, observed: format.hexadecimal(departure.observed),
      exact: exact?.first?.value(at: departure)?.decimal ?? "undecided",
      low: format.hexadecimal(departure.low), high: format.hexadecimal(departure.high),
      reference: reference.first?.value(at: departure).map(format.hexadecimal) ?? "",
      minimalBudget: budget.isFinite ? budget : nil, outsideCount: tally.outside,
      valueCount: tally.all)
  }
}

extension Checkpoint {
  fileprivate func value(at departure: Departure) -> Value? {
    let tensor = tensors[departure.tensor]
    guard let slot = departure.slot else { return tensor.parameter[departure.element] }
    return tensor.state.first { $0.slot == slot }?.values[departure.element]
  }
}

extension Scenario {
  /// A place of the scenario, for reports.
  func place(step: Int, tensor: Int, slot: StateSlot?, element: Int) -> ValuePlace {
    ValuePlace(
      step: step, tensor: tensor, tensorName: tensors[tensor].name,
      quantity: slot?.rawValue ?? "parameter", element: element)
  }
}
