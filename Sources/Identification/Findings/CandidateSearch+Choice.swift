import Vectors
import Deviations
import Dialects
import Formats
import Oracle
import Verdicts

extension CandidateSearch {
  /// The candidate to report among those that are left: one that the answers agree
  /// with to the bit, or else the most usual one.
  func chosen(scalars: ScalarUse) -> Candidate? {
    let ranked = candidates.map { candidate in
      let dialect = family.dialect(of: candidate)
      let isPublished = PublishedDialect.all.contains {
        $0.dialect.isEqualBesidesEpsilon(to: dialect)
      }
      return (
        candidate: candidate,
        rank: [
          candidate.epsilon == .asGiven ? 0 : 1, candidate.scalars == scalars ? 0 : 1,
          dialect.differences.count * 2 - (isPublished ? 1 : 0),
        ]
      )
    }.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.candidate)
    guard ranked.count > 1, contradictions.isEmpty else { return ranked.first }
    return ranked.prefix(8).first(where: agreesToTheBit) ?? ranked.first
  }

  private func agreesToTheBit(_ candidate: Candidate) -> Bool {
    evidence.allSatisfy { evidence in
      let execution = family.execution(of: evidence.probe.scenario, by: candidate)
      let reading = execution.roundedReading(checkpoints: evidence.probe.checkpoints)
      return zip(evidence.answer, reading).allSatisfy { observed, expected in
        zip(observed.tensors, expected.tensors).allSatisfy { observed, expected in
          observed.parameter == expected.parameter
        }
      }
    }
  }

  /// The evidence that the candidates left do not contradict.
  var agreeing: [Evidence] {
    let contradicted = Set(contradictions)
    return evidence.indices.filter { !contradicted.contains($0) }.map { evidence[$0] }
  }

  /// κ* of the farthest value of all answers that a candidate admits.
  func largestBudget(
    of candidate: Candidate
  ) async throws -> (budget: Double, place: ProbePlace?) {
    // Enclosures are rounded outward to the format: the middle is no exact measure,
    // and several of the most eccentric values are looked at closely.
    let places = try await mapConcurrently(agreeing) { [self] evidence in
      let probe = evidence.probe
      let execution = family.execution(of: probe.scenario, by: candidate)
      return enclosures.walk(of: execution, key(candidate, probe), probe.checkpoints)
        .farthest(of: evidence.answer, count: 4)
        .map { (probe: probe, execution: execution, value: $0) }
    }
    let farthest = places.joined()
      .filter { $0.execution.scenario.steps.count <= 200 }
      .sorted { $0.value.eccentricity > $1.value.eccentricity }.prefix(16)
    let measured = try await mapConcurrently(Array(farthest)) {
      (probe, execution, value) in
      (
        execution.minimalBudget(of: value.observed, at: value.place),
        ProbePlace(
          probe: probe.name, place: ValuePlace(value.place, of: execution.scenario))
      )
    }
    // What is admitted because numbers are flushed is no matter of rounding.
    let rounded = measured.filter { !enclosures.flushes || $0.0 <= Enclosures.budget }
    guard let best = rounded.max(by: { $0.0 < $1.0 }) else { return (0, nil) }
    return (best.0, best.0 > 0 ? best.1 : nil)
  }
}
