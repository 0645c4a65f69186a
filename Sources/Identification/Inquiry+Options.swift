import Dialects
import Verdicts

extension Inquiry {
  /// What the program does when it is told the other values that it claims.
  func options(
    of identity: Identity, _ search: CandidateSearch, _ allowance: ScenarioAllowance
  ) async throws -> [OptionFinding] {
    let told = subject.told()
    var findings: [OptionFinding] = []
    for option in subject.options {
      for value in option.values where told.values[option.axis] != value {
        findings.append(
          try await self.option(option.axis, value, of: identity, search, allowance))
      }
    }
    return findings
  }

  /// What the program does when it is told another value on an axis.
  private func option(
    _ axis: Axis, _ value: String, of base: Identity, _ found: CandidateSearch,
    _ allowance: ScenarioAllowance
  ) async throws -> OptionFinding {
    let family = found.family
    // What the program does with numbers was found out before.
    var scalars = ScalarUse.all(of: family, in: arithmetic)
    for candidate in found.candidates where !scalars.contains(candidate.scalars) {
      scalars.append(candidate.scalars)
    }
    // A few probes tell the values of the axis apart, and no more.
    let rules =
      await allowance.isLimited
      ? Set(axis.values.compactMap { family.told(axis, $0, base)?.rule }).sorted()
      : Array(family.rules.indices)
    var result = Result(
      search: CandidateSearch(
        family, understood: claim.hyperparameters, arithmetic: arithmetic,
        enclosures: found.enclosures, rules: rules, scalars: scalars))
    let probes = await allowance.option(Probes.all(probeMaker)) { probe in
      guard let old = base.dialect[axis.rawValue],
        let before = family.told(axis, old, base),
        let after = family.told(axis, value, base)
      else { return true }
      return family.behaviour(of: before, on: probe)
        != family.behaviour(of: after, on: probe)
    }
    try await put(probes, told: subject.told([axis: value]), allowance, &result)
    let search = result.search
    var finding = OptionFinding(
      axis: axis.rawValue, told: value, found: [],
      hasEffect: family.hasEffect(axis, value, on: base), sideEffects: [:])
    guard !search.evidence.isEmpty, let chosen = search.chosen(scalars: subject.scalars)
    else {
      let failure = result.declined.first(where: \.isFailure)
      finding.reason =
        failure?.reason ?? result.declined.first?.reason ?? "no probe was asked"
      finding.hasFailed = failure != nil
      return finding
    }
    guard search.contradictions.isEmpty else {
      finding.reason = "it fits no dialect"
      finding.hasFailed = true
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
    if let told = family.told(axis, value, base),
      search.remaining.contains(where: { $0.isSameRule(as: told) })
    {
      if !finding.found.contains(value) { finding.found.insert(value, at: 0) }
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
}

extension Family {
  /// A dialect with another value on an axis.
  fileprivate func told(_ axis: Axis, _ value: String, _ base: Identity) -> Candidate? {
    var values = base.dialect
    values[axis.rawValue] = value
    return (try? Dialect(optimizer, named: values)).flatMap(candidate)
  }

  /// Whether another value on an axis makes another rule of a dialect.
  func hasEffect(_ axis: Axis, _ value: String, on base: Identity) -> Bool {
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
