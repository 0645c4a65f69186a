import Dialects
import Formats
import Scenarios
import Vectors

/// What the cases of a check ask of one claim, and what they leave out.
public struct ClaimCoverage: Codable, Hashable, Sendable {
  /// The optimizer.
  public var optimizer: String
  /// The code path, if the implementation has several.
  public var path: String?
  /// The number of cases that were selected for the claim.
  public var caseCount: Int
  /// What is claimed and needed by no case that was selected, such as
  /// `feature restore`: whatever the verdict is, it does not say that this is right.
  public var unasked: [String]
  /// What of the optimizer could be claimed and is not, so that no case asks for it.
  public var unclaimed: [String]
  /// Why no case was selected, if none was.
  public var reason: String?
  /// The number of dialects that are claimed, of which no file is published and no case
  /// was made; nil if there are none.
  public var unpublishedDialects: Int?
}

extension ConformanceCheck {
  /// What `cases`, which were selected for the description, ask of each of its claims.
  public func coverage(
    of description: ImplementationDescription, by cases: [SelectedCase]
  ) throws -> [ClaimCoverage] {
    let claims = try resolve(description)
    var coverage: [ClaimCoverage] = []
    for (index, claim) in claims.enumerated() {
      // A claim that is made again adds nothing.
      if claims[..<index].contains(where: { $0.claim == claim.claim }) { continue }
      let own = cases.filter { $0.claimIndex == index }
      // Own cases are of one optimizer, and no other is missed.
      if ownCases != nil, own.isEmpty, !cases.isEmpty { continue }
      let asked = own.reduce(into: Set<Need>()) { $0.formUnion(claim.needs(of: $1)) }
      coverage.append(
        ClaimCoverage(
          optimizer: claim.optimizer.rawValue, path: claim.claim.path,
          caseCount: own.count,
          // Who picks cases knows that the others are not asked.
          unasked: filter.picksCases || ownCases != nil || own.isEmpty
            ? [] : claim.offers.filter { !asked.contains($0) }.map(\.description),
          unclaimed: claim.unclaimed.map(\.description),
          reason: own.isEmpty ? try reason(claim) : nil,
          unpublishedDialects: unpublished(claim, own)))
    }
    return coverage
  }

  /// The number of dialects of a claim that no case asks.
  private func unpublished(_ claim: ResolvedClaim, _ own: [SelectedCase]) -> Int? {
    // Who picks cases, or a dialect, knows that the others are not asked.
    guard maker != nil, ownCases == nil, !filter.picksCases, filter.profile == nil else {
      return nil
    }
    let published = Set(
      library.manifest.files.map(\.published.dialect)
        .filter { claim.speaks(.standIn(for: $0)) })
    let asked = published.union(own.map(\.published.dialect)).count
    return claim.dialectCount > asked ? claim.dialectCount - asked : nil
  }

  /// Why no case is selected for a claim, with what comes nearest.
  private func reason(_ claim: ResolvedClaim) throws -> String {
    let makesCases = maker != nil && ownCases == nil
    if makesCases, claim.dialectCount > Self.liveDialectLimit {
      return "it claims \(claim.dialectCount) dialects, and cases are made of at most "
        + "\(Self.liveDialectLimit); pick some with --dialect, or draw with --random"
    }
    let files = askedFiles.filter { $0.published.dialect.optimizer == claim.optimizer }
    let spoken = files.filter { claim.speaks($0.published) }
    guard !spoken.isEmpty else {
      let near = files.map(\.published).min {
        claim.unsupported($0).count < claim.unsupported($1).count
      }
      guard let near else { return "there are no cases of the optimizer" }
      if makesCases {
        return filter.picksCases || filter.picksByID
          ? "the options that pick cases leave none of it"
          : "every case of its dialect needs more than it claims"
      }
      return "no cases have the dialect that it claims; the nearest is \(near.name), "
        + "with " + claim.unsupported(near).joined(separator: ", ")
    }
    let covered = spoken.filter { claim.formats.contains($0.format) }
    guard !covered.isEmpty else {
      let names = FloatFormat.all.filter { format in
        spoken.contains { $0.format == format }
      }.map(\.name)
      return "its dialect has cases in \(names.joined(separator: ", ")) only"
    }
    var nearest: (id: String, missing: [Need])?
    for file in covered {
      for vectorCase in try file.cases() {
        let missing = claim.missing(for: vectorCase.scenario)
        if missing.count < nearest?.missing.count ?? .max {
          nearest = (vectorCase.id, missing)
        }
      }
    }
    guard let nearest, !nearest.missing.isEmpty else {
      return filter.picksCases || filter.picksByID
        ? "the options that pick cases leave none of it"
        : "another claim has all of its cases"
    }
    return "every case needs more than it claims; the nearest, \(nearest.id), needs "
      + nearest.missing.map(\.description).joined(separator: ", ")
  }
}

/// Something that can be claimed, and that a case needs.
enum Need: Hashable, CustomStringConvertible {
  case format(String)
  case axis(Axis, String)
  case hyperparameter(Hyperparameter)
  case values(Hyperparameter, HyperparameterValues)
  case scalars(String)
  case arithmetic(String)
  case feature(Claim.Feature)

  var description: String {
    switch self {
    case .format(let name): "format \(name)"
    case .axis(let axis, let value): "\(axis.rawValue)=\(value)"
    case .hyperparameter(let name): "hyperparameter \(name.rawValue)"
    case .values(let name, let values): "other values of \(name.rawValue) than \(values)"
    case .scalars(let name): "scalars \(name)"
    case .arithmetic(let name): "arithmetic \(name)"
    case .feature(let feature): "feature \(feature.rawValue)"
    }
  }
}

extension CaseFilter {
  /// Whether it leaves cases out of what is claimed.
  var picksCases: Bool { !formats.isEmpty || !idParts.isEmpty || dialect != nil }
}

extension ResolvedClaim {
  /// Everything that is claimed and that a case could need.
  fileprivate var offers: [Need] {
    let axes = optimizer.definition.axes.flatMap { axis, standard in
      // A single value is asked by every case that there is.
      let values = supportedValues(on: axis)
      return values.count > 1 ? values.map { Need.axis(axis, $0) } : []
    }
    return formats.map { .format($0.name) } + axes
      + optimizer.definition.hyperparameters.filter(hyperparameters.contains)
      .map { .hyperparameter($0) }
      + scalars.map { .scalars($0.rawValue) } + arithmetic.map { .arithmetic($0) }
      + Claim.Feature.allCases.filter(features.contains).map { .feature($0) }
  }

  /// What of the optimizer could be claimed beside this.
  fileprivate var unclaimed: [Need] {
    let rows = optimizer.definition.axes.contains { $0.axis == .absentRows }
    return optimizer.definition.hyperparameters.filter {
      !hyperparameters.contains($0) && $0 != .epsilonRoot
    }.map { .hyperparameter($0) }
      + Claim.Feature.allCases.filter { feature in
        !features.contains(feature) && (feature != .sparse || rows)
          && (feature != .state || !optimizer.definition.slots.isEmpty)
          && ![.schedules, .master, .stochastic].contains(feature)
      }.map { .feature($0) }
  }

  /// What a case asks of the claim.
  fileprivate func needs(of selected: ConformanceCheck.SelectedCase) -> Set<Need> {
    let scenario = selected.vectorCase.scenario
    var needs = Set(scenario.neededFeatures.map { Need.feature($0) })
    if selected.vectorCase.expected.contains(where: { checkpoint in
      checkpoint.tensors.contains { !$0.state.isEmpty }
    }) {
      needs.insert(.feature(.state))
    }
    needs.insert(.format(scenario.storage.name))
    for (axis, value) in scenario.dialect.values { needs.insert(.axis(axis, value)) }
    for (name, value) in scenario.hyperparameterValues where value != name.neutral {
      needs.insert(.hyperparameter(name))
    }
    for mode in scenario.equivalentScalars(among: scalars) {
      needs.insert(.scalars(mode.rawValue))
    }
    needs.insert(
      .arithmetic(
        scenario.arithmetic == scenario.storage && arithmetic.contains("storage")
          ? "storage" : scenario.arithmetic.name))
    return needs
  }

  /// Whether a run of a dialect that is claimed needs nothing else than is claimed.
  package func suffices(for scenario: Scenario) -> Bool { missing(for: scenario).isEmpty }

  /// What a case of a file that is covered needs beyond what is claimed.
  func missing(for scenario: Scenario) -> [Need] {
    var missing: [Need] = []
    if scenario.equivalentScalars(among: scalars).isEmpty {
      missing.append(.scalars(scenario.scalars.rawValue))
    }
    if !supports(arithmetic: scenario.arithmetic, over: scenario.storage) {
      missing.append(.arithmetic(scenario.arithmetic.name))
    }
    for (name, value) in scenario.hyperparameterValues
    where !hyperparameters.contains(name) && value != name.neutral
      && !missing.contains(.hyperparameter(name))
    {
      missing.append(.hyperparameter(name))
    }
    for (name, values) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where !scenario.values(of: name).allSatisfy({ values.contains($0, of: name) }) {
      missing.append(.values(name, values))
    }
    return missing
      + Claim.Feature.allCases.filter(
        scenario.neededFeatures.subtracting(features).contains
      ).map { .feature($0) }
  }

  /// The values of a published dialect that are not among those claimed.
  fileprivate func unsupported(_ published: PublishedDialect) -> [String] {
    optimizer.definition.axes.compactMap { axis, _ in
      guard let value = published.dialect.values[axis],
        !supportedValues(on: axis).contains(value)
      else { return nil }
      return Need.axis(axis, value).description
    }
  }
}

extension Scenario {
  /// The values that a hyperparameter has in the course of the run.
  fileprivate func values(of name: Hyperparameter) -> Set<Double> {
    var values = Set(groups.map { $0.hyperparameters[name] })
    switch steps {
    case .listed(let steps):
      for step in steps {
        values.formUnion(step.changes.compactMap { $0[name] })
        values.formUnion(step.before.builtWith?.map { $0[name] } ?? [])
        if name == .learningRate {
          values.formUnion(step.learningRates.compactMap { $0 })
        }
      }
    case .generated(_, let rates, _):
      if name == .learningRate { values.formUnion(rates.compactMap { $0 }) }
    }
    return values
  }
}
