import Dialects
import Foundation
import Oracle
import Scenarios
import Vectors

/// Checks an implementation against the golden vectors.
public struct ConformanceCheck: Sendable {
  /// What is checked.
  public let implementation: any Implementation
  /// The vectors.
  public let library: VectorLibrary
  /// Which cases.
  public let filter: CaseFilter

  /// Creates a check.
  public init(
    of implementation: any Implementation, against library: VectorLibrary,
    filter: CaseFilter = CaseFilter()
  ) {
    self.implementation = implementation
    self.library = library
    self.filter = filter
  }

  /// A case that is asked of an implementation.
  public struct SelectedCase: Sendable {
    /// The implementation's code path, if it has several.
    public var path: String? { resolved.claim.path }
    /// The file that the case is from.
    public let entry: VectorManifest.Entry
    /// The case.
    public let vectorCase: VectorCase
    let scenario: Scenario
    let dialect: [String: String]
    let resolved: ResolvedClaim
    let published: PublishedDialect
  }

  /// Every case that the implementation's claims cover, in the order of the manifest.
  ///
  /// - Parameter description: What the implementation said of itself.
  public func select(
    _ description: ImplementationDescription
  ) async throws -> [SelectedCase] {
    let claims = try resolve(description)
    let files = try await load { entry in
      guard let (published, format) = entry.identity else { return false }
      return claims.contains {
        $0.dialects.contains(published) && $0.formats.contains(format)
          && (filter.formats.isEmpty || filter.formats.contains(format))
      }
    }
    var selected: [SelectedCase] = []
    for (entry, file) in files {
      guard let (published, format) = entry.identity else { continue }
      let scenarios = try scenarios(of: file, published, entry)
      for claim in claims
      where claim.dialects.contains(published) && claim.formats.contains(format) {
        for (vectorCase, scenario) in zip(file.cases, scenarios)
        where matches(vectorCase.id) && claim.covers(vectorCase) {
          selected.append(
            SelectedCase(
              entry: entry, vectorCase: vectorCase, scenario: scenario,
              dialect: file.dialect, resolved: claim, published: published))
        }
      }
    }
    return selected
  }

  /// The scenarios of a file's cases; a file with a malformed case is refused
  /// before anything runs.
  private func scenarios(
    of file: VectorFile, _ published: PublishedDialect, _ entry: VectorManifest.Entry
  ) throws(VectorError) -> [Scenario] {
    var scenarios: [Scenario] = []
    for (index, vectorCase) in file.cases.enumerated() {
      let location = "cases[\(index)]"
      do {
        let scenario = try vectorCase.scenario(
          dialect: published.dialect, location: location)
        try vectorCase.checkExpectation(against: scenario, location: location)
        scenarios.append(scenario)
      } catch {
        throw VectorError(
          file: entry.path, location: error.location, problem: error.problem)
      }
    }
    return scenarios
  }

  private func resolve(
    _ description: ImplementationDescription
  ) throws -> [ResolvedClaim] {
    let claims = description.implements.filter { claim in
      (filter.optimizers.isEmpty
        || filter.optimizers.contains { $0.rawValue == claim.optimizer })
        && (filter.paths.isEmpty || filter.paths.contains(claim.path ?? ""))
    }
    var resolved: [ResolvedClaim] = []
    var refusal: DialectError?
    for claim in claims {
      do {
        resolved.append(try ResolvedClaim(claim, override: filter.dialect))
      } catch {
        // With an override, a claim of another optimizer need not know the axis.
        guard filter.dialect != nil else { throw error }
        refusal = error
      }
    }
    if resolved.isEmpty, let refusal { throw refusal }
    return resolved
  }

  private func matches(_ id: String) -> Bool {
    filter.idParts.isEmpty || filter.idParts.contains { id.contains($0) }
  }

  /// Loads the files that `isWanted` picks, on all cores, in order.
  private func load(
    where isWanted: (VectorManifest.Entry) -> Bool
  ) async throws -> [(VectorManifest.Entry, VectorFile)] {
    let entries = library.manifest.files.filter(isWanted)
    return try await mapConcurrently(entries) { entry in
      (entry, try library.load(entry))
    }
  }

  /// Asks every selected case and judges the answers.
  ///
  /// - Parameters:
  ///   - cases: The cases.
  ///   - progress: Is called after each case with the number done.
  public func run(
    _ cases: [SelectedCase], progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [CaseVerdict] {
    let counter = ProgressCounter(progress)
    return try await mapConcurrently(cases, limit: implementation.concurrency) {
      selected in
      let verdict = try await verdict(of: selected)
      await counter.advance()
      return verdict
    }
  }

  /// Asks one case and judges the answer.
  public func verdict(of selected: SelectedCase) async throws -> CaseVerdict {
    let vectorCase = selected.vectorCase
    var question = vectorCase
    question.expected = nil
    let answer = try await implementation.answer(
      CaseRequest(
        optimizer: selected.resolved.optimizer.rawValue, dialect: selected.dialect,
        path: selected.resolved.claim.path, case: question,
        checkpoints: (vectorCase.expected ?? []).map(\.step)))
    let outcome: CaseVerdict.Outcome
    switch answer {
    case .skip(let reason): outcome = .skipped(reason: reason)
    case .error(let message): outcome = .failed(message: message)
    case .result(let checkpoints):
      outcome = judge(checkpoints, selected)
    }
    return CaseVerdict(
      caseID: vectorCase.id, optimizer: selected.resolved.optimizer.rawValue,
      dialect: selected.published.name, format: vectorCase.storage,
      path: selected.resolved.claim.path, outcome: outcome)
  }

  private func judge(
    _ checkpoints: [ObservedCheckpoint], _ selected: SelectedCase
  ) -> CaseVerdict.Outcome {
    let scenario = selected.scenario
    let comparison = Comparison(
      vectorCase: selected.vectorCase, scenario: scenario,
      comparesState: selected.resolved.features.contains(.state))
    let outcome = comparison.outcome(of: checkpoints)
    guard case .mismatch(var mismatch) = outcome,
      let budget = scenario.minimalBudget(of: mismatch.observed, at: mismatch.place)
    else { return outcome }
    mismatch.minimalBudget = budget.isFinite ? budget : nil
    return .mismatch(mismatch)
  }
}

extension Scenario {
  /// κ* of an observed value, or nil if the text is no value of the format.
  func minimalBudget(of observed: String?, at place: ValuePlace) -> Double? {
    let slot = StateSlot(rawValue: place.quantity)
    guard let observed, let bits = try? format(of: slot).bits(hexadecimal: observed)
    else { return nil }
    return minimalBudget(
      of: bits, lane: Lane(tensor: place.tensor, element: place.element), slot: slot,
      step: place.step)
  }
}
