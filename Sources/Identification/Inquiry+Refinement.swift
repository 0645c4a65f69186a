import Dialects
import Scenarios
import Verdicts

extension Inquiry {
  /// A search that leaves as little unexplained as what is beside the formula can
  /// explain: subnormal numbers that are flushed, and some of the hyperparameters rounded
  /// to binary32 before anything is computed.
  ///
  /// The answers are judged anew; nothing is asked again.
  func refined(_ search: CandidateSearch) async throws -> CandidateSearch {
    guard !search.isSettled, let chosen = search.chosen(scalars: subject.scalars) else {
      return search
    }
    var best = search
    func judge(_ other: CandidateSearch) {
      if other.leavesLess(than: best) { best = other }
    }
    if !search.enclosures.flushes, !search.specials.isEmpty {
      judge(try await search.replayed(enclosures.flushed))
    }
    guard !best.contradictions.isEmpty else { return best }
    var isSlight = try await departsSlightly(search, from: chosen)
    if !isSlight, var claimed = search.family.candidate(of: subject.claimed) {
      // What comes nearest may be a rule that bounds little.
      claimed.scalars = subject.scalars
      isSlight = try await departsSlightly(search, from: claimed)
    }
    guard isSlight else { return best }
    let names = claim.hyperparameters.filter { !$0.isInitialState }
    var rules: [Int] = []
    for candidate in search.candidates where !rules.contains(candidate.rule) {
      rules.append(candidate.rule)
    }
    let own = search.family.rule(of: subject.claimed)
    if let own, !rules.contains(own) { rules.insert(own, at: 0) }
    for enclosures in best.enclosures.flushes || search.specials.isEmpty
      ? [best.enclosures] : [enclosures.gradual, enclosures.flushed]
    where !best.isSettled {
      judge(
        try await search.replayed(
          enclosures, rules: Array(rules.prefix(6)),
          scalars: ScalarUse.partial(names, in: arithmetic)))
    }
    return best
  }

  /// Whether the answers depart by no more than rounded hyperparameters may explain, at
  /// most of the places where they do: where terms cancel they depart by more.
  private func departsSlightly(
    _ search: CandidateSearch, from candidate: Candidate
  ) async throws -> Bool {
    let departures = try await search.departures(of: candidate, besideSpecialValues: true)
    let slight = departures.count { index, departure in
      guard let observed = departure.observed, let bounds = departure.expected.bounds
      else { return false }
      let format = search.evidence[index].probe.scenario.format(of: departure.place.slot)
      let value = format.decode(observed)
      let nearest = min(
        (value - format.decode(bounds.low)).magnitude,
        (value - format.decode(bounds.high)).magnitude)
      return nearest <= 0x1p-8 * value.magnitude
    }
    return 2 * slight > departures.count
  }
}

extension CandidateSearch {
  /// Whether everything that was answered fits.
  fileprivate var isSettled: Bool { contradictions.isEmpty && specials.isEmpty }

  fileprivate func leavesLess(than other: CandidateSearch) -> Bool {
    (contradictions.count, specials.count)
      < (other.contradictions.count, other.specials.count)
  }
}

extension Hyperparameter {
  /// Whether it is what a slot holds at the beginning: a number of the state's format.
  fileprivate var isInitialState: Bool {
    [.initialFirstMoment, .initialSecondMoment, .initialMaximum].contains(self)
  }
}
