import Dialects
import Formats
import Scenarios
import Vectors
import Verdicts

/// A probe that a dialect explains but for special values.
public struct SpecialValues: Codable, Sendable {
  /// The probe.
  public var probe: String
  /// How many values depart.
  public var count: Int
  /// The first of them.
  public var first: Mismatch
}

extension CandidateSearch {
  /// The probes that a candidate explains but for special values.
  func specialValues(of candidate: Candidate) async throws -> [SpecialValues] {
    let departures = try await departures(of: candidate)
    return departures.map { index, departure in
      let first = mismatch(departure, of: candidate, in: evidence[index])
      return SpecialValues(
        probe: evidence[index].probe.name, count: first.outsideCount, first: first)
    }
  }

  /// How much the answers tell for a candidate.
  func evidenceAmount(for candidate: Candidate) async throws -> EvidenceAmount {
    let amounts = try await mapConcurrently(evidence) { [self] evidence in
      let probe = evidence.probe
      return enclosures.walk(
        of: family.execution(of: probe.scenario, by: candidate), key(candidate, probe),
        probe.checkpoints
      ).telling(of: evidence.answer)
    }
    return amounts.reduce(EvidenceAmount(), +)
  }
}
