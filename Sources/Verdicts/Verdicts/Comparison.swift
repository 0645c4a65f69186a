import Dialects
import Formats
import Oracle
import Scenarios
import Vectors

/// Compares what an implementation answered with what is expected.
///
/// Checkpoints are compared in order, within a tensor the state in the order of
/// computation before the parameter: so the first mismatch is the earliest
/// quantity that is wrong.
package struct Comparison {
  let vectorCase: VectorCase
  let scenario: Scenario
  /// Whether state is compared as well as parameters.
  let comparesState: Bool

  package init(
    vectorCase: VectorCase, scenario: Scenario, comparesState: Bool
  ) {
    self.vectorCase = vectorCase
    self.scenario = scenario
    self.comparesState = comparesState
  }

  /// The format of a quantity.
  private func format(of place: ValuePlace) -> FloatFormat {
    scenario.format(of: StateSlot(rawValue: place.quantity))
  }

  package func outcome(of observed: [ObservedCheckpoint]) -> CaseVerdict.Outcome {
    var tally = Tally()
    for expected in vectorCase.expected ?? [] {
      guard let checkpoint = observed.first(where: { $0.step == expected.step }) else {
        return .failed(message: "the answer has no checkpoint for step \(expected.step)")
      }
      guard checkpoint.tensors.count == expected.tensors.count else {
        return .failed(
          message: "step \(expected.step): \(checkpoint.tensors.count) tensors were "
            + "answered, expected \(expected.tensors.count)")
      }
      for (index, tensor) in expected.tensors.enumerated() {
        compare(checkpoint.tensors[index], tensor, index, expected.step, &tally)
      }
      // Later checkpoints say nothing about where the fault began.
      if tally.first != nil { break }
    }
    guard var mismatch = tally.first else {
      return .conforms(
        Closeness(
          largestBudget: tally.largest, place: tally.largestPlace,
          observed: zip(tally.largestPlace, tally.largestBits).map {
            format(of: $0).hexadecimal($1)
          },
          valueCount: tally.valueCount, referenceCount: tally.referenceCount))
    }
    mismatch.outsideCount = tally.outsideCount
    mismatch.valueCount = tally.valueCount
    return .mismatch(mismatch)
  }

  private struct Tally {
    var first: Mismatch?
    var outsideCount = 0
    var valueCount = 0
    var referenceCount = 0
    var largest = 0.0
    var largestPlace: ValuePlace?
    var largestBits: UInt64?
  }

  private func compare(
    _ observed: ObservedTensor, _ expected: ExpectedTensor, _ index: Int, _ step: Int,
    _ tally: inout Tally
  ) {
    func place(_ quantity: String) -> ValuePlace {
      ValuePlace(
        step: step, tensor: index, tensorName: tensorNames[index], quantity: quantity,
        element: 0)
    }
    if comparesState {
      for slot in scenario.dialect.optimizer.definition.slots + [.masterParameter] {
        guard let quantity = expected.state[slot.rawValue] else { continue }
        compare(
          observed.state?[slot.rawValue], quantity, place(slot.rawValue), &tally)
      }
    }
    compare(observed.parameter, expected.parameter, place("parameter"), &tally)
  }

  private func compare(
    _ observed: [String]?, _ expected: ExpectedQuantity, _ place: ValuePlace,
    _ tally: inout Tally
  ) {
    let format = format(of: place)
    let count = expected.exact.count
    if observed?.count != count {
      guard count > 0 else { return }
      let got = observed.map { "\($0.count) values" } ?? "no values"
      tally.outsideCount += count
      tally.valueCount += count
      if tally.first == nil {
        tally.first = mismatch(
          expected, place, problem: "\(got) were answered, expected \(count)")
      }
      return
    }
    for (element, text) in (observed ?? []).enumerated() {
      var place = place
      place.element = element
      tally.valueCount += 1
      guard let bits = try? format.bits(hexadecimal: text) else {
        tally.outsideCount += 1
        if tally.first == nil {
          tally.first = mismatch(
            expected, place, observed: text,
            problem: "\"\(text)\" is not \(format.hexadecimalDigits) lower-case "
              + "hexadecimal digits")
        }
        continue
      }
      if text == expected.reference[element] { tally.referenceCount += 1 }
      guard admits(bits, format, expected, element) else {
        tally.outsideCount += 1
        if tally.first == nil { tally.first = mismatch(expected, place, observed: text) }
        continue
      }
      let deviation = Deviation.estimate(
        of: bits, in: format, from: expected.exact[element], unit: expected.unit[element]
      )
      guard var deviation, deviation > tally.largest else { continue }
      // Where enclosures do not grow in proportion to the budget, as about an
      // overflow that it admits, the estimate is no measure.
      if deviation > 2 {
        deviation = scenario.minimalBudget(of: text, at: place) ?? deviation
      }
      if deviation > tally.largest {
        (tally.largest, tally.largestPlace, tally.largestBits) = (deviation, place, bits)
      }
    }
  }

  /// Whether the enclosure admits a value; no enclosure admits everything.
  private func admits(
    _ bits: UInt64, _ format: FloatFormat, _ expected: ExpectedQuantity, _ element: Int
  ) -> Bool {
    guard let low = expected.low[element], let high = expected.high[element],
      let lowBits = try? format.bits(hexadecimal: low),
      let highBits = try? format.bits(hexadecimal: high)
    else { return true }
    if format.isNaN(lowBits) { return format.isNaN(bits) }
    if format.isNaN(bits) { return false }
    let value = format.decode(bits)
    return format.decode(lowBits) <= value && value <= format.decode(highBits)
  }

  private func mismatch(
    _ expected: ExpectedQuantity, _ place: ValuePlace, observed: String? = nil,
    problem: String? = nil
  ) -> Mismatch {
    Mismatch(
      place: place, problem: problem, observed: observed,
      exact: expected.exact[place.element], low: expected.low[place.element],
      high: expected.high[place.element], reference: expected.reference[place.element],
      minimalBudget: nil, outsideCount: 0, valueCount: 0)
  }

  private var tensorNames: [String] {
    vectorCase.groups.flatMap { $0.tensors.map(\.name) }
  }
}

/// Both values, if there are both.
private func zip<A, B>(_ a: A?, _ b: B?) -> (A, B)? {
  if let a, let b { (a, b) } else { nil }
}
