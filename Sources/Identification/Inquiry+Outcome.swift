import Deviations
import Dialects
import Formats
import Oracle

extension Inquiry {
  /// What the answers come to.
  func outcome(of result: Result) async throws -> Finding.Outcome {
    let search = result.search
    guard let chosen = search.chosen(scalars: subject.scalars), !search.evidence.isEmpty
    else {
      let failure = result.declined.first(where: \.isFailure)
      return failure.map { .failed(message: $0.reason) }
        ?? .silent(reason: result.declined.first?.reason ?? "there is no probe to ask")
    }
    guard !search.contradictions.isEmpty else {
      let identity = try await identity(of: chosen, result, explains: true)
      return identity.evidence.suffices ? .identified(identity) : .possible(identity)
    }
    let departures = try await search.departures(of: chosen, besideSpecialValues: true)
    guard let first = departures.first else {
      return .failed(message: "the answers contradict each other")
    }
    let probe = search.evidence[first.evidence].probe
    var nearest = Nearest(
      identity: try await identity(of: chosen, result, explains: false),
      fittingCount: search.evidence.count - departures.count,
      probe: probe.name, purpose: probe.purpose,
      mismatch: search.mismatch(
        first.departure, of: chosen, in: search.evidence[first.evidence]),
      faults: [])
    if seeksFaults {
      let faults = FaultSearch(search, departures: departures)
      let intentions = intentions(search)
      nearest.faults = try await faults.matches(intentions, faults: FaultCatalogue.all)
        .map(FaultMatch.init)
      if nearest.faults.isEmpty {
        nearest.edit = EditMatch(
          try await EditSearch(faults: faults).fits(intentions.simplest))
      }
      if nearest.faults.isEmpty, nearest.edit == nil,
        let closest = try await faults.closest(intentions, faults: FaultCatalogue.all),
        closest.unexplained.count < departures.count,
        closest.unexplained.count * Self.hintShare <= search.evidence.count
      {
        var fault = FaultMatch(closest)
        // What does not explain everything accuses nobody by a link.
        fault.evidence = []
        nearest.closestFault = PartialFaultMatch(
          fault: fault,
          unexplained: closest.unexplained.map { search.evidence[$0].probe.name })
      }
    }
    return .unidentified(nearest)
  }

  /// A fault is hinted at if it leaves at most one in so many probes unexplained: what it
  /// explains is told, and it may be a part of what is wrong.
  private static let hintShare = 4

  private func identity(
    of chosen: Candidate, _ result: Result, explains: Bool
  ) async throws -> Identity {
    let search = result.search
    let rule = search.family.dialect(of: chosen)
    let undecided = try await Ambiguity(
      search: search, claim: claim, format: format, arithmetic: arithmetic,
      declined: result.declined, chosen: chosen
    ).undecided()
    let farthest = try await search.largestBudget(of: chosen)
    let epsilons = claim.hyperparameters.intersection([.epsilon, .epsilonRoot])
    let dialect = dialect(of: chosen, in: search)
    var identity = Identity(
      dialect: names(dialect.values),
      differences: Dictionary(
        uniqueKeysWithValues: (dialect.epsilonPlace == .both ? rule : dialect).differences
          .map { ($0.axis.rawValue, $0.value) }),
      epsilons: [:], scalars: chosen.scalars.name(of: claim.optimizer),
      roundedHyperparameters: chosen.scalars == .single(claim.optimizer)
        ? [] : chosen.scalars.rounded.map(\.rawValue).sorted(),
      subnormals: search.enclosures.flushes ? .flushed : nil,
      evidence: try await search.evidenceAmount(for: chosen),
      specialValues: explains ? try await search.specialValues(of: chosen) : [],
      published: dialect.publishedNames, frameworks: dialect.frameworks,
      alsoPublished: [], alsoFrameworks: [], undecided: undecided,
      largestBudget: farthest.budget, farthest: farthest.place,
      claimedOtherwise: [:], faults: [])
    for name in epsilons {
      identity.epsilons[name.rawValue] =
        (name == .epsilon ? chosen.epsilon.outside : chosen.epsilon.inside).rawValue
    }
    var others: [Dialect] = []
    for candidate in search.remaining {
      let other = self.dialect(of: candidate, in: search)
      if other != dialect, !others.contains(other) { others.append(other) }
    }
    for other in others {
      for name in other.publishedNames
      where !(identity.published + identity.alsoPublished).contains(name) {
        identity.alsoPublished.append(name)
      }
      for match in other.frameworks
      where !(identity.frameworks + identity.alsoFrameworks).contains(match) {
        identity.alsoFrameworks.append(match)
      }
    }
    let fits = search.remaining.map { search.family.dialect(of: $0) }
    let claimed = subject.claimed
    for (axis, value) in claimed.values
    where axis != .epsilonPlace && dialect.values[axis] != value
      && !fits.contains(where: { $0.values[axis] == value })
      && search.family.hasEffect(axis, value, on: identity)
      && (axis.isBesideRule || search.family.rule(of: claimed) != chosen.rule)
    {
      identity.claimedOtherwise[axis.rawValue] = value
    }
    let isUnusual =
      !identity.claimedOtherwise.isEmpty || chosen.epsilon != .asGiven
      || (chosen.scalars != subject.scalars
        && ScalarUse.all(of: search.family, in: arithmetic).contains(subject.scalars))
    if explains, isUnusual, var own = search.family.candidate(of: claimed) {
      own.scalars = subject.scalars
      let departures = try await search.departures(of: own, besideSpecialValues: true)
      if !departures.isEmpty {
        identity.faults = try await FaultSearch(search, departures: departures)
          .matches([intended], faults: FaultCatalogue.all).map(FaultMatch.init)
      }
    }
    return identity
  }

  private func names(_ values: [Axis: String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
  }

  // MARK: Faults

  /// What the program claims to be.
  private var intended: FaultSearch.Intention {
    FaultSearch.Intention(
      dialect: subject.claimed, epsilon: .asGiven, scalars: subject.scalars)
  }

  /// What faults are looked for in: what is claimed, the candidates that come nearest,
  /// and the published dialects.
  private func intentions(_ search: CandidateSearch) -> [FaultSearch.Intention] {
    let near = search.candidates.prefix(4).map {
      FaultSearch.Intention(
        dialect: search.family.dialect(of: $0), epsilon: $0.epsilon, scalars: $0.scalars)
    }
    let published = PublishedDialect.all.filter {
      $0.dialect.optimizer == claim.optimizer
    }.map {
      FaultSearch.Intention(
        dialect: $0.dialect, epsilon: .asGiven, scalars: subject.scalars)
    }
    var all: [FaultSearch.Intention] = []
    for intention in [intended] + near + published where !all.contains(intention) {
      all.append(intention)
    }
    return all
  }
}

extension FaultMatch {
  fileprivate init(_ match: FaultSearch.Match) {
    self.init(
      id: match.fault.id, summary: match.fault.summary,
      dialect: match.intention.dialect.description, evidence: match.fault.evidence)
  }
}

extension Dialect {
  /// Whether a program that computes `found` may be this dialect: its rule is the same,
  /// and its epsilons are among those that the program puts there.
  fileprivate func isPossible(as found: Dialect) -> Bool {
    let (own, available) = (epsilonPlace, found.epsilonPlace)
    return isEqualBesidesEpsilon(to: found)
      && Set(own.hyperparameters).isSubset(of: available.hyperparameters)
      && (own != .none || available == .none)
  }

  /// The names of the published dialects that are this one.
  fileprivate var publishedNames: [String] {
    PublishedDialect.all.filter { $0.dialect.isPossible(as: self) }.map(\.name)
  }

  /// The rules of frameworks that are this dialect.
  fileprivate var frameworks: [FrameworkMatch] {
    var matches: [FrameworkMatch] = []
    for profile in FrameworkProfile.all {
      for rule in profile.rules where rule.dialect.isPossible(as: self) {
        matches.append(
          FrameworkMatch(
            framework: profile.name, function: rule.function, condition: rule.condition))
      }
    }
    return matches
  }
}
