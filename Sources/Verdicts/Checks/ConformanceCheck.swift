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
  /// Makes the cases of dialects that have no file; nil if nobody does.
  public let maker: (any CaseMaker)?
  /// Cases that are asked in place of all others.
  public let ownCases: VectorFile?

  /// Creates a check.
  public init(
    of implementation: any Implementation, against library: VectorLibrary,
    filter: CaseFilter = CaseFilter(), maker: (any CaseMaker)? = nil,
    ownCases: VectorFile? = nil
  ) {
    self.ownCases = ownCases
    self.implementation = implementation
    self.library = library
    self.filter = filter
    self.maker = maker
  }

  /// A case that is asked of an implementation.
  public struct SelectedCase: Sendable {
    /// The implementation's code path, if it has several.
    public var path: String? { resolved.claim.path }
    /// The dialect of the case.
    public let published: PublishedDialect
    /// The storage format of the case.
    public let format: FloatFormat
    /// Whether the case was made for the check; otherwise it is from a file.
    public let isLive: Bool
    /// The case.
    public let vectorCase: VectorCase
    /// The path of the file that the case is from, or would be in.
    package var file: String { VectorFile.path(published.dialect, format) }
    let resolved: ResolvedClaim
    /// The position of the claim among those that were resolved.
    let claimIndex: Int
  }

  /// Every case that the implementation's claims cover, in the order of the manifest, and
  /// after them those that are made; once for each code path, however often it is claimed.
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
    let (published, reached) = try await publishedCases(claims)
    guard let maker, ownCases == nil else { return published }
    var plans: [LivePlan] = []
    for (index, claim) in claims.enumerated() {
      for format in claim.formats
      where filter.formats.isEmpty || filter.formats.contains(format) {
        let isReached = reached.contains(Reach(claim: index, format: format))
        plans += livePlans(claim, index, format, isReached: isReached)
      }
    }
    let live = try await liveCases(plans, of: claims, by: maker)
    return (filter.live == .all ? [] : published) + live
  }

  /// A claim and a format.
  private struct Reach: Hashable {
    let claim: Int
    let format: FloatFormat
  }

  /// The files that cases are taken of.
  var askedFiles: [AskedFile] {
    if let ownCases {
      return [
        AskedFile(
          published: .standIn(for: ownCases.dialect), format: ownCases.format,
          cases: { ownCases.cases })
      ]
    }
    return library.manifest.files.map { entry in
      AskedFile(
        published: entry.published, format: entry.format,
        cases: { try library.load(entry).cases })
    }
  }

  /// A file that cases are taken of, which is read when they are wanted.
  struct AskedFile: Sendable {
    let published: PublishedDialect
    let format: FloatFormat
    let cases: @Sendable () throws -> [VectorCase]
  }

  /// The cases of files that match, and the claims and formats that files reach.
  private func publishedCases(
    _ claims: [ResolvedClaim]
  ) async throws -> ([SelectedCase], Set<Reach>) {
    func isWanted(_ published: PublishedDialect, _ format: FloatFormat) -> Bool {
      (filter.formats.isEmpty || filter.formats.contains(format))
        && claims.contains { $0.covers(published, in: format) }
    }
    let files = askedFiles.filter { isWanted($0.published, $0.format) }
    // A malformed file is refused before anything runs.
    let cases = try await mapConcurrently(files) { try $0.cases() }
    var selected: [SelectedCase] = []
    var reached: Set<Reach> = []
    for (file, cases) in zip(files, cases) {
      var seen: [String?: Set<String>] = [:]
      for (index, claim) in claims.enumerated()
      where claim.covers(file.published, in: file.format) {
        let reach = Reach(claim: index, format: file.format)
        for vectorCase in cases {
          // One case shows that the claim is reached; the others are asked if they match.
          let isWanted = matches(vectorCase.id)
          guard isWanted || maker != nil && !reached.contains(reach),
            claim.missing(for: vectorCase.scenario).isEmpty
          else { continue }
          reached.insert(reach)
          guard isWanted else { continue }
          let path = claim.claim.path
          guard seen[path, default: []].insert(vectorCase.id).inserted else { continue }
          selected.append(
            SelectedCase(
              published: file.published, format: file.format, isLive: ownCases != nil,
              vectorCase: vectorCase, resolved: claim, claimIndex: index))
        }
      }
    }
    return (selected, reached)
  }

  /// A dialect and a format whose cases are made.
  private struct LivePlan {
    let published: PublishedDialect
    let format: FloatFormat
    let claimIndex: Int
  }

  private func livePlans(
    _ claim: ResolvedClaim, _ index: Int, _ format: FloatFormat, isReached: Bool
  ) -> [LivePlan] {
    // The inputs of files have other values than an option that is fixed.
    let isBound = claim.values.values.contains {
      if case .range = $0 { false } else { true }
    }
    guard filter.live == .all || !isReached || isBound,
      claim.dialectCount <= Self.liveDialectLimit
    else { return [] }
    return claim.dialects.map {
      LivePlan(published: .standIn(for: $0), format: format, claimIndex: index)
    }
  }

  /// The most dialects of a claim whose cases are made: who claims more draws from them,
  /// or names some.
  package static let liveDialectLimit = 256

  private func liveCases(
    _ plans: [LivePlan], of claims: [ResolvedClaim], by maker: any CaseMaker
  ) async throws -> [SelectedCase] {
    let made = try await mapConcurrently(plans) { plan in
      let claim = claims[plan.claimIndex]
      return try maker.cases(
        of: plan.published, in: plan.format, where: claim.values
      ) { id, scenario in
        matches(id) && claim.missing(for: scenario).isEmpty
      }
    }
    var seen: [String?: Set<String>] = [:]
    var selected: [SelectedCase] = []
    for (plan, cases) in zip(plans, made) {
      let claim = claims[plan.claimIndex]
      for vectorCase in cases
      where seen[claim.claim.path, default: []].insert(vectorCase.id).inserted {
        selected.append(
          SelectedCase(
            published: plan.published, format: plan.format, isLive: true,
            vectorCase: vectorCase, resolved: claim, claimIndex: plan.claimIndex))
      }
    }
    return selected
  }

  func resolve(
    _ description: ImplementationDescription
  ) throws(DialectError) -> [ResolvedClaim] {
    try ClaimResolution(filter).claims(of: description)
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
      to: CaseRequest(
        id: vectorCase.id, scenario: vectorCase.scenario, path: selected.path,
        checkpoints: vectorCase.expected.map(\.step)),
      negating: selected.resolved.negated)
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
      dialect: selected.published.name, format: selected.format.name,
      path: selected.path, isLive: selected.isLive ? true : nil, outcome: outcome)
  }
}
