import Formats
import Oracle
import Scenarios
import Vectors

/// Judges the answer to a case, by what is expected of it.
///
/// From a file to a verdict the numbers of a case are converted four times in process:
///
/// 1. JSON text to the strings of a document (`Vectors/JSON/JSONParser.swift`);
/// 2. these to encodings (`Vectors/VectorCase+Reading.swift`);
/// 3. encodings to the numbers of the library
///    (`Bundled/BundledImplementation.swift`, which hands encodings to it);
/// 4. what the library has computed to encodings (there as well), which are judged.
///
/// A program behind an adapter gets text in place of 3, and gives text in place of 4
/// (`Adapters/AdapterRequest.swift` and `Adapters/AdapterMessage+Answer.swift`).
package struct CaseJudge: Sendable {
  let scenario: Scenario
  let walk: AnswerWalk<ExpectedValue>
  let flushes: Bool

  /// Prepares to judge answers to a case.
  ///
  /// - Parameters:
  ///   - comparesState: Whether state is compared as well as parameters.
  ///   - flushes: Whether subnormal numbers may be flushed to zero.
  package init(_ vectorCase: VectorCase, comparesState: Bool, flushes: Bool = false) {
    self.flushes = flushes
    scenario = vectorCase.scenario
    walk = AnswerWalk(
      vectorCase.scenario, expecting: vectorCase.expected,
      state: comparesState ? .required : .ignored)
  }

  /// What an answer comes to.
  package func outcome(of answer: CaseAnswer) -> CaseVerdict.Outcome {
    switch answer {
    case .skip(let reason): .skipped(reason: reason)
    case .error(let message): .failed(message: message)
    case .result(let checkpoints, let unreadable, let foreign):
      outcome(of: checkpoints, unreadable, foreign)
    }
  }

  private struct Tally {
    var failure: String?
    var first: Mismatch?
    var outsideCount = 0
    var valueCount = 0
    var referenceCount = 0
    var farthest = (budget: 0.0, place: RunPlace?.none, observed: UInt64?.none)
  }

  private func outcome(
    of checkpoints: [Checkpoint<UInt64>], _ unreadable: [RunPlace: String],
    _ foreignSlots: [String]
  ) -> CaseVerdict.Outcome {
    var tally = Tally()
    walk.forEach(of: checkpoints) { encounter in
      switch encounter {
      case .value(let bits, let place, let format, let expected):
        // Later checkpoints say nothing about where the fault began.
        if let first = tally.first, first.place.step < place.step { return false }
        // What admits every value compares none.
        let enclosure = expected.enclosure(flushing: flushes)
        if enclosure.bounds != nil { tally.valueCount += 1 }
        if let text = unreadable.isEmpty ? nil : unreadable[place] {
          reject(
            place, expected, &tally, observed: text,
            problem: "\"\(text)\" is not \(format.hexadecimalDigits) lower-case "
              + "hexadecimal digits")
        } else if enclosure.admits(bits, in: format) {
          if enclosure.bounds != nil, bits == expected.reference {
            tally.referenceCount += 1
          }
          // What is admitted because numbers are flushed is no matter of rounding.
          if expected.enclosure.admits(bits, in: format) {
            measure(bits, place, format, expected, &tally)
          }
        } else {
          reject(place, expected, &tally, observed: format.hexadecimal(bits), bits: bits)
        }
      case .missing(let count, let place, let expected):
        if let first = tally.first, first.place.step < place.step { return false }
        let got = count.map { "\($0) values" } ?? "no values"
        tally.valueCount += expected.count {
          $0.enclosure(flushing: flushes).bounds != nil
        }
        reject(
          place, expected[0], &tally, count: expected.count,
          problem: "\(got) were answered, expected \(expected.count)")
      case .incomplete(let why):
        if tally.first == nil { tally.failure = why }
        return false
      }
      return true
    }
    if let failure = tally.failure { return .failed(message: failure) }
    guard var mismatch = tally.first else {
      guard tally.valueCount > 0 else { return .nothingCompared }
      return .conforms(
        Closeness(
          largestBudget: tally.farthest.budget,
          place: tally.farthest.place.map { ValuePlace($0, of: scenario) },
          observed: tally.farthest.observed, valueCount: tally.valueCount,
          referenceCount: tally.referenceCount))
    }
    if unreadable.isEmpty {
      mismatch.diagnosis = diagnosis(of: checkpoints, foreignSlots: foreignSlots)
      if mismatch.diagnosis == .foreignSlots { mismatch.foreignSlots = foreignSlots }
    }
    mismatch.outsideCount = tally.outsideCount
    mismatch.valueCount = tally.valueCount
    return .mismatch(mismatch)
  }

  private func reject(
    _ place: RunPlace, _ expected: ExpectedValue, _ tally: inout Tally, count: Int = 1,
    observed: String? = nil, bits: UInt64? = nil, problem: String? = nil
  ) {
    tally.outsideCount += count
    guard tally.first == nil else { return }
    tally.first = Mismatch(
      place, of: scenario, expected: expected, observed: observed, problem: problem,
      minimalBudget: bits.map { scenario.minimalBudget(of: $0, at: place) })
  }

  /// Keeps the value if it is the farthest from the exact one so far.
  private func measure(
    _ bits: UInt64, _ place: RunPlace, _ format: FloatFormat, _ expected: ExpectedValue,
    _ tally: inout Tally
  ) {
    guard var budget = expected.estimate(of: bits, in: format),
      budget > tally.farthest.budget
    else { return }
    // Where enclosures do not grow in proportion to the budget, as about an overflow
    // that it admits, the estimate is no measure.
    if budget > 2 { budget = scenario.minimalBudget(of: bits, at: place) }
    if budget > tally.farthest.budget { tally.farthest = (budget, place, bits) }
  }
}

extension Mismatch {
  /// What is to be said of a value that is not admitted.
  ///
  /// - Parameter minimalBudget: κ*, infinite if no budget suffices; nil if there is no
  ///   value.
  package init(
    _ place: RunPlace, of scenario: Scenario, expected: ExpectedValue,
    observed: String? = nil, problem: String? = nil, minimalBudget: Double? = nil
  ) {
    let format = scenario.format(of: place.slot)
    self.init(
      place: ValuePlace(place, of: scenario), problem: problem, observed: observed,
      exact: expected.exact,
      low: (expected.enclosure.bounds?.low).map(format.hexadecimal),
      high: (expected.enclosure.bounds?.high).map(format.hexadecimal),
      reference: format.hexadecimal(expected.reference),
      minimalBudget: minimalBudget.flatMap { $0.isFinite ? $0 : nil }, outsideCount: 0,
      valueCount: 0)
  }
}
