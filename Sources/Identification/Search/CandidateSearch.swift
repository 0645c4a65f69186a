import Vectors
import Deviations
import Dialects
import Formats
import Oracle
import Scenarios
import Verdicts

/// Narrows down what a program may be, probe by probe.
struct CandidateSearch: Sendable {
  let family: Family
  let understood: Set<Hyperparameter>
  let arithmetic: FloatFormat
  let enclosures: Enclosures
  /// What fits all probes so far, except the contradicted ones.
  private(set) var candidates: [Candidate]
  /// What candidates have not been told apart by yet: no probe needed it.
  private(set) var pending = Set(Candidate.Dimension.allCases)
  /// The probes that no candidate fits which fits those before, by their indices in
  /// `evidence`.
  private(set) var contradictions: [Int] = []
  /// The probes that only fit beside special values, likewise.
  private(set) var specials: [Int] = []
  /// The probes that were answered, and the answers.
  private(set) var evidence: [Evidence] = []

  struct Evidence: Sendable {
    let probe: Probe
    let answer: [Checkpoint<UInt64>]
  }

  /// At most so many ways to behave are kept where none fits.
  private static let keptBehaviours = 24

  init(
    _ family: Family, understood: Set<Hyperparameter>, arithmetic: FloatFormat,
    enclosures: Enclosures
  ) {
    self.init(
      family, understood: understood, arithmetic: arithmetic, enclosures: enclosures,
      rules: Array(family.rules.indices),
      scalars: ScalarUse.all(of: family, in: arithmetic))
  }

  /// A search among some rules, with some ways to compute scalars.
  init(
    _ family: Family, understood: Set<Hyperparameter>, arithmetic: FloatFormat,
    enclosures: Enclosures, rules: [Int], scalars: [ScalarUse]
  ) {
    self.family = family
    self.understood = understood
    self.arithmetic = arithmetic
    self.enclosures = enclosures
    candidates = rules.flatMap { rule in
      scalars.map {
        Candidate(
          rule: rule, clock: family.clocks[0], absentRows: family.absentRows[0],
          duplicateRows: family.duplicateRows[0], scalars: $0)
      }
    }
  }

  /// The key of how a candidate answers a probe.
  func key(_ candidate: Candidate, _ probe: Probe) -> Enclosures.Key {
    Enclosures.Key(
      optimizer: family.optimizer, storage: probe.scenario.storage.name,
      arithmetic: probe.scenario.arithmetic.name, probe: probe.name,
      listsRows: probe.listsRows, held: probe.held,
      behaviour: family.behaviour(of: candidate, on: probe))
  }

  /// Drops every candidate that an answer refutes.
  ///
  /// If it refutes all of them, those are kept that it refutes least.
  mutating func narrow(
    by probe: Probe, _ answer: [Checkpoint<UInt64>]
  ) async throws {
    for dimension in Candidate.Dimension.allCases
    where pending.contains(dimension) && probe.touches(dimension) {
      expand(dimension)
    }
    evidence.append(Evidence(probe: probe, answer: answer))
    let (family, enclosures) = (family, enclosures)
    // In the order of candidates, so that equal answers give equal findings.
    var known: Set<Family.Behaviour> = []
    let distinct = candidates.filter {
      known.insert(family.behaviour(of: $0, on: probe)).inserted
    }
    func fitting(besideSpecialValues: Bool) async throws -> [Candidate] {
      let fits = try await mapConcurrently(distinct) { [search = self] candidate in
        enclosures.departure(
          of: answer, from: family.execution(of: probe.scenario, by: candidate),
          search.key(candidate, probe), probe, besideSpecialValues: besideSpecialValues)
          == nil
      }
      return zip(distinct, fits).filter(\.1).map(\.0)
    }
    var kept = try await fitting(besideSpecialValues: false)
    if kept.isEmpty {
      kept = try await fitting(besideSpecialValues: true)
      if !kept.isEmpty { specials.append(evidence.count - 1) }
    }
    if kept.isEmpty {
      contradictions.append(evidence.count - 1)
      kept = try await nearest(distinct, to: answer, probe)
    }
    let surviving = Set(kept.map { family.behaviour(of: $0, on: probe) })
    candidates = candidates.filter {
      surviving.contains(family.behaviour(of: $0, on: probe))
    }
  }

  /// A search that takes the same answers in, with other enclosures or candidates.
  func replayed(
    _ enclosures: Enclosures, rules: [Int]? = nil, scalars: [ScalarUse]? = nil
  ) async throws -> CandidateSearch {
    var search = CandidateSearch(
      family, understood: understood, arithmetic: arithmetic, enclosures: enclosures,
      rules: rules ?? Array(family.rules.indices),
      scalars: scalars ?? ScalarUse.all(of: family, in: arithmetic))
    for entry in evidence { try await search.narrow(by: entry.probe, entry.answer) }
    return search
  }

  /// Those that an answer is least far from, and what is hardly farther: a fault blurs
  /// what a first answer tells, and the usual is to be preferred.
  private func nearest(
    _ candidates: [Candidate], to answer: [Checkpoint<UInt64>], _ probe: Probe
  ) async throws -> [Candidate] {
    let distances = try await mapConcurrently(candidates) { [self] candidate in
      let execution = family.execution(of: probe.scenario, by: candidate)
      return enclosures.walk(of: execution, key(candidate, probe), probe.checkpoints)
        .distance(of: answer)
    }
    let least = distances.min() ?? 0
    return zip(candidates, distances).filter { $0.1 <= least + least / 4 }
      .sorted { $0.1 < $1.1 }
      .prefix(Self.keptBehaviours).map(\.0)
  }

  private mutating func expand(_ dimension: Candidate.Dimension) {
    pending.remove(dimension)
    let family = family
    let uses = EpsilonUse.all(of: family.optimizer, understood: understood)
    candidates = candidates.flatMap { candidate in
      func variants<Value>(
        _ path: WritableKeyPath<Candidate, Value>, _ values: [Value]
      ) -> [Candidate] {
        values.map {
          var other = candidate
          other[keyPath: path] = $0
          return other
        }
      }
      return switch dimension {
      case .clock:
        family.countsSteps(candidate.rule)
          ? variants(\.clock, family.clocks) : [candidate]
      case .absentRows: variants(\.absentRows, family.absentRows)
      case .duplicateRows: variants(\.duplicateRows, family.duplicateRows)
      case .epsilon: variants(\.epsilon, uses)
      }
    }
  }

  /// Where the answers leave what a candidate admits: the first departure in each
  /// probe that has one, by the probe's index in `evidence`; if so asked, only departures
  /// that no special value excuses.
  func departures(
    of candidate: Candidate, besideSpecialValues: Bool = false
  ) async throws -> [(evidence: Int, departure: Departure<BudgetEnclosure>)] {
    let found = try await mapConcurrently(Array(evidence.enumerated())) { [self] entry in
      let (index, evidence) = entry
      return enclosures.departure(
        of: evidence.answer,
        from: family.execution(of: evidence.probe.scenario, by: candidate),
        key(candidate, evidence.probe), evidence.probe,
        besideSpecialValues: besideSpecialValues
      ).map { (evidence: index, departure: $0) }
    }
    return found.compactMap(\.self)
  }

  /// All candidates that are left, with what nothing was asked about in every way.
  var remaining: [Candidate] {
    var search = self
    for dimension in pending { search.expand(dimension) }
    return search.candidates
  }
}
