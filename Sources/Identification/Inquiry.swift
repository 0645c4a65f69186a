import Dialects
import Formats
import Verdicts

/// Finds out what one claim is in one format.
struct Inquiry: Sendable {
  let implementation: any Implementation
  let subject: Subject
  let format: FloatFormat
  let longestRun: Int
  /// The greatest number of scenarios that are asked, if there is one.
  let scenarioLimit: Int?
  /// Whether faults are sought where no dialect fits.
  let seeksFaults: Bool
  let enclosures: EnclosurePair

  var claim: ResolvedClaim { subject.claim }
  var arithmetic: FloatFormat { subject.arithmetic(over: format) }

  /// What was asked, and what it leaves.
  struct Result: Sendable {
    var search: CandidateSearch
    var declined: [DeclinedProbe] = []
  }

  /// What the claim is.
  func finding() async throws -> Finding {
    let allowance = ScenarioAllowance(
      limit: scenarioLimit, options: subject.optionCount)
    let untold = CandidateSearch(
      Family.of(claim.optimizer), understood: claim.hyperparameters,
      arithmetic: arithmetic,
      enclosures: claim.claim.subnormals == .flushed
        ? enclosures.flushed : enclosures.gradual)
    func ask(told: Dialect) async throws -> Result {
      var result = Result(search: untold)
      try await put(Probes.all(probeMaker), told: told, allowance, &result)
      try await confirm(told: told, allowance, &result)
      return result
    }
    var result = try await ask(told: subject.told())
    if result.search.evidence.isEmpty, subject.claimed != subject.told() {
      // A program may refuse whatever it does not claim.
      result = try await ask(told: subject.claimed)
    }
    result.search = try await refined(result.search)
    let outcome = try await outcome(of: result)
    var options: [OptionFinding] = []
    if case .identified(let identity) = outcome {
      options = try await self.options(of: identity, result.search, allowance)
    }
    return Finding(
      optimizer: claim.optimizer.rawValue, path: claim.claim.path, format: format.name,
      arithmetic: arithmetic.name, outcome: outcome, options: options,
      probeCount: result.search.evidence.count, declined: result.declined,
      unasked: await allowance.refused)
  }

  // MARK: Asking

  var probeMaker: ProbeMaker {
    ProbeMaker(
      optimizer: claim.optimizer, storage: format, arithmetic: arithmetic,
      understood: claim.hyperparameters, claim: claim, features: claim.features)
  }

  /// Puts probes to the program, and narrows down what it may be by its answers.
  ///
  /// - Parameter told: The dialect that it is told to be.
  func put(
    _ probes: [Probe], told: Dialect, _ allowance: ScenarioAllowance,
    _ result: inout Result
  ) async throws {
    let interview = Interview(
      implementation: implementation, path: claim.claim.path, dialect: told,
      scalars: subject.scalars.precision,
      readsState: claim.features.contains(.state), negated: claim.negated,
      epsilonPlaces: Set(
        (claim.claim.dialect?[Axis.epsilonPlace.rawValue]?.values ?? [])
          .compactMap(EpsilonPlace.init)))
    var listsRows = result.search.evidence.last?.probe.listsRows ?? false
    for probe in probes {
      var probe = probe
      if listsRows, let listing = probe.listingRows { probe = listing }
      guard await allowance.admits(probe) else { continue }
      let asked = probe
      var answer = try await allowance.timing { try await interview.answer(to: asked) }
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
  }

  /// Asks for the inputs of the golden vectors, which confirm what was found.
  private func confirm(
    told: Dialect, _ allowance: ScenarioAllowance, _ result: inout Result
  ) async throws {
    guard let chosen = result.search.chosen(scalars: subject.scalars) else { return }
    let inputs = InputProbes(
      claim: claim, format: format, arithmetic: arithmetic, longestRun: longestRun
    ).all(for: result.search.family.dialect(of: chosen))
    try await put(
      await allowance.confirming(inputs), told: told, allowance, &result)
  }

  /// The dialect that a candidate is, with ε at the places that its hyperparameters reach.
  func dialect(of candidate: Candidate, in search: CandidateSearch) -> Dialect {
    let epsilons = claim.hyperparameters.intersection([.epsilon, .epsilonRoot])
    return search.family.dialect(of: candidate)
      .placingEpsilon(candidate.epsilon.place(epsilons))
  }
}
