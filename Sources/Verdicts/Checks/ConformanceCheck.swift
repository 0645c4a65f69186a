import Dialects
import Formats
import Scenarios
import Vectors

/// Checks an implementation against the golden vectors.
public struct ConformanceCheck: Sendable {
  /// What is checked.
  public let implementation: any Implementation
  /// The vectors.
  public let library: VectorLibrary
  /// Which of the claimed cases are checked, and against which dialect if not the
  /// claimed one; all claimed cases by default.
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
    let resolved: ResolvedClaim
    /// The position of the claim among those that were resolved.
    let claimIndex: Int
  }

  /// Every case that the implementation's claims cover, in the order of the manifest;
  /// once for each code path, however often it is claimed.
  ///
  /// - Parameter description: What the implementation said of itself.
  public func select(
    _ description: ImplementationDescription
  ) async throws -> [SelectedCase] {
    try await claimedCases(description).filter { !filter.leavesOut($0.vectorCase.id) }
  }

  /// The cases that would be selected, had the filter not left them out.
  public func leftOut(
    of description: ImplementationDescription
  ) async throws -> [SelectedCase] {
    guard !filter.leftOutParts.isEmpty else { return [] }
    return try await claimedCases(description)
      .filter { filter.leavesOut($0.vectorCase.id) }
  }

  private func claimedCases(
    _ description: ImplementationDescription
  ) async throws -> [SelectedCase] {
    let claims = try resolve(description)
    let entries = library.manifest.files.filter { entry in
      (filter.formats.isEmpty || filter.formats.contains(entry.format))
        && claims.contains { $0.covers(entry.published, in: entry.format) }
    }
    // A malformed file is refused before anything runs.
    let files = try await mapConcurrently(entries) { try library.load($0) }
    var selected: [SelectedCase] = []
    for (entry, file) in zip(entries, files) {
      var seen: [String?: Set<String>] = [:]
      for (index, claim) in claims.enumerated()
      where claim.covers(entry.published, in: entry.format) {
        for vectorCase in file.cases
        where matches(vectorCase.id) && claim.missing(for: vectorCase.scenario).isEmpty {
          let path = claim.claim.path
          guard seen[path, default: []].insert(vectorCase.id).inserted else { continue }
          selected.append(
            SelectedCase(
              entry: entry, vectorCase: vectorCase, resolved: claim, claimIndex: index))
        }
      }
    }
    return selected
  }

  func resolve(
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
    let answer = try await implementation.answer(
      CaseRequest(
        id: vectorCase.id, scenario: vectorCase.scenario, path: selected.path,
        checkpoints: vectorCase.expected.map(\.step)))
    func judged(flushes: Bool) -> CaseVerdict.Outcome {
      CaseJudge(
        vectorCase, comparesState: selected.resolved.features.contains(.state),
        flushes: flushes
      ).outcome(of: answer)
    }
    let flushes = selected.resolved.claim.subnormals == .flushed
    var outcome = judged(flushes: flushes)
    if case .mismatch(var mismatch) = outcome, !flushes,
      case .conforms = judged(flushes: true)
    {
      mismatch.fitsFlushed = true
      outcome = .mismatch(mismatch)
    }
    return CaseVerdict(
      caseID: vectorCase.id, optimizer: selected.resolved.optimizer.rawValue,
      dialect: selected.entry.published.name, format: selected.entry.format.name,
      path: selected.path, outcome: outcome)
  }
}
