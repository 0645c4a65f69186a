import Dialects
import Formats
import Verdicts

/// Finds out what one claim is in one format.
struct Inquiry: Sendable {
  let implementation: any Implementation
  let subject: Subject
  let format: FloatFormat
  let longestRun: Int
  /// Whether faults are sought where no dialect fits.
  let seeksFaults: Bool
  let enclosures: Enclosures

  var claim: ResolvedClaim { subject.claim }
  var arithmetic: FloatFormat { subject.arithmetic(over: format) }

  /// What was asked, and what it leaves.
  struct Result: Sendable {
    var search: CandidateSearch
    var declined: [DeclinedProbe] = []
  }

  /// What the claim is.
  func finding() async throws -> Finding {
    var result = try await ask(told: subject.told(), confirms: true)
    if result.search.evidence.isEmpty {
      // A program may refuse whatever it does not claim.
      let told = subject.claimed
      if told != subject.told() { result = try await ask(told: told, confirms: true) }
    }
    let outcome = try await outcome(of: result)
    var options: [OptionFinding] = []
    if case .identified(let identity) = outcome {
      let told = subject.told()
      for option in subject.options {
        for value in option.values where told.values[option.axis] != value {
          options.append(try await self.option(option.axis, value, base: identity))
        }
      }
    }
    return Finding(
      optimizer: claim.optimizer.rawValue, path: claim.claim.path, format: format.name,
      arithmetic: arithmetic.name, outcome: outcome, options: options,
      probeCount: result.search.evidence.count, declined: result.declined)
  }

  // MARK: Asking

  /// Puts all probes to the program.
  ///
  /// - Parameters:
  ///   - told: The dialect that it is told to be.
  ///   - confirms: Whether the inputs of the golden vectors are asked as well.
  private func ask(told: Dialect, confirms: Bool) async throws -> Result {
    let interview = Interview(
      implementation: implementation, path: claim.claim.path, dialect: told,
      scalars: subject.scalars.precision,
      readsState: claim.features.contains(.state), negated: claim.negated,
      epsilonPlaces: Set(
        (claim.claim.dialect?[Axis.epsilonPlace.rawValue]?.values ?? [])
          .compactMap(EpsilonPlace.init)))
    var result = Result(
      search: CandidateSearch(
        Family.of(claim.optimizer), understood: claim.hyperparameters,
        arithmetic: arithmetic, enclosures: enclosures))
    let maker = ProbeMaker(
      optimizer: claim.optimizer, storage: format, arithmetic: arithmetic,
      understood: claim.hyperparameters, features: claim.features)
    var listsRows = false
    func put(_ probe: Probe) async throws {
      var probe = probe
      if listsRows, let listing = probe.listingRows { probe = listing }
      var answer = try await interview.answer(to: probe)
      if case .declined = answer, claim.features.contains(.sparse), !probe.listsRows,
        let listing = probe.listingRows
      {
        // There are programs that take sparse gradients only.
        let other = try await interview.answer(to: listing)
        if case .values = other {
          (probe, answer) = (listing, other)
          listsRows = result.search.evidence.isEmpty
        }
      }
      switch answer {
      case .values(let values): try await result.search.narrow(by: probe, values)
      case .declined(let reason):
        result.declined.append(
          DeclinedProbe(probe: probe.name, reason: reason, isFailure: false))
      case .failed(let message):
        result.declined.append(
          DeclinedProbe(probe: probe.name, reason: message, isFailure: true))
      }
    }
    for probe in Probes.all(maker) { try await put(probe) }
    if confirms, let chosen = result.search.chosen(scalars: subject.scalars) {
      let inputs = InputProbes(
        claim: claim, format: format, arithmetic: arithmetic,
        longestRun: longestRun)
      for probe in inputs.all(for: result.search.family.dialect(of: chosen)) {
        try await put(probe)
      }
    }
    return result
  }

  /// What the program does when it is told another value on an axis.
  private func option(
    _ axis: Axis, _ value: String, base: Identity
  ) async throws -> OptionFinding {
    let result = try await ask(told: subject.told([axis: value]), confirms: false)
    let search = result.search
    var finding = OptionFinding(
      axis: axis.rawValue, told: value, found: [],
      hasEffect: search.family.hasEffect(axis, value, on: base), sideEffects: [:])
    guard !search.evidence.isEmpty, let chosen = search.chosen(scalars: subject.scalars)
    else {
      finding.reason = result.declined.first?.reason ?? "no probe was answered"
      return finding
    }
    guard search.contradictions.isEmpty else {
      finding.reason = "it fits no dialect"
      return finding
    }
    let remaining = search.remaining.map { self.dialect(of: $0, in: search) }
    let dialect = dialect(of: chosen, in: search)
    for dialect in [dialect] + remaining {
      guard let value = dialect.values[axis], !finding.found.contains(value) else {
        continue
      }
      finding.found.append(value)
    }
    // Two values may be the same rule here.
    if !finding.found.contains(value), let told = search.family.told(axis, value, base),
      search.remaining.contains(where: { $0.isSameRule(as: told) })
    {
      finding.found.insert(value, at: 0)
      return finding
    }
    // What was open before is open still.
    let open = Set(base.undecided.map(\.what))
    for (other, value) in dialect.values
    where other != axis && base.dialect[other.rawValue] != value
      && !open.contains(other.rawValue)
      && !remaining.contains(where: { $0.values[other] == base.dialect[other.rawValue] })
    {
      finding.sideEffects[other.rawValue] = value
    }
    return finding
  }

  /// The dialect that a candidate is, with ε at the places that its hyperparameters reach.
  func dialect(of candidate: Candidate, in search: CandidateSearch) -> Dialect {
    let epsilons = claim.hyperparameters.intersection([.epsilon, .epsilonRoot])
    return search.family.dialect(of: candidate)
      .placingEpsilon(candidate.epsilon.place(epsilons))
  }
}

extension Family {
  /// A dialect with another value on an axis.
  fileprivate func told(_ axis: Axis, _ value: String, _ base: Identity) -> Candidate? {
    var values = base.dialect
    values[axis.rawValue] = value
    return (try? Dialect(optimizer, named: values)).flatMap(candidate)
  }

  /// Whether another value on an axis makes another rule of a dialect.
  fileprivate func hasEffect(_ axis: Axis, _ value: String, on base: Identity) -> Bool {
    guard let old = base.dialect[axis.rawValue], let before = told(axis, old, base),
      let after = told(axis, value, base)
    else { return true }
    if axis == .stepClock {
      return countsSteps(before.rule) && clocks.contains(after.clock)
    }
    return before != after
  }
}

extension Candidate {
  /// Whether both have one rule, clock, and meaning of rows.
  fileprivate func isSameRule(as other: Candidate) -> Bool {
    rule == other.rule && clock == other.clock && absentRows == other.absentRows
      && duplicateRows == other.duplicateRows
  }
}
