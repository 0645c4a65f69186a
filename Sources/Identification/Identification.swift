import Vectors
import Dialects
import Formats
import Oracle
import Verdicts

/// Finds out what an implementation computes, from its answers alone.
///
/// Its claims are believed in what may be asked (formats, hyperparameters,
/// features), never in what the answers will be.
public struct Identification: Sendable {
  /// What is to be identified.
  public let implementation: any Implementation
  /// Which claims and formats; the rest of the filter is of no concern.
  public let filter: CaseFilter
  /// The number of steps of the longest run that is asked for.
  public let longestRun: Int
  /// The greatest number of scenarios that are asked of a claim in a format; nil for 60
  /// where calls are slow, and no limit elsewhere.
  public let scenarioLimit: Int?

  /// Creates an identification.
  public init(
    of implementation: any Implementation, filter: CaseFilter = CaseFilter(),
    longestRun: Int = 257, scenarioLimit: Int? = nil
  ) {
    self.implementation = implementation
    self.filter = filter
    self.longestRun = longestRun
    self.scenarioLimit = scenarioLimit
  }

  /// The claims that the filter lets pass.
  public func claims(of description: ImplementationDescription) -> [Claim] {
    description.implements.filter { claim in
      (filter.optimizers.isEmpty
        || filter.optimizers.contains { $0.rawValue == claim.optimizer })
        && (filter.paths.isEmpty || filter.paths.contains(claim.path ?? ""))
    }
  }

  /// Asks and finds out.
  ///
  /// - Parameter progress: Is called with the number of claims done.
  /// - Throws: `DialectError` for a claim that makes no sense, and what the
  ///   implementation throws.
  public func run(
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> IdentificationReport {
    let description = try await implementation.introduce()
    let subjects = try claims(of: description).map {
      try Subject($0, formats: filter.formats)
    }.filter { !$0.formats.isEmpty }
    let enclosures = EnclosurePair()
    let counter = ProgressCounter(progress)
    let found = try await mapConcurrently(subjects) { subject in
      let result = try await findings(of: subject, enclosures)
      await counter.advance()
      return result
    }
    return IdentificationReport(
      implementation: description, findings: Array(found.joined()))
  }

  /// What a claim is, in the widest format, and where it fits no dialect there, in the
  /// first narrower one in which it does.
  private func findings(
    of subject: Subject, _ enclosures: EnclosurePair
  ) async throws -> [Finding] {
    var findings: [Finding] = []
    for format in subject.formats {
      let finding = try await Inquiry(
        implementation: implementation, subject: subject, format: format,
        longestRun: longestRun, scenarioLimit: scenarioLimit,
        seeksFaults: findings.isEmpty, enclosures: enclosures
      ).finding()
      let isUnidentified = finding.isUnidentified
      if findings.isEmpty || !isUnidentified { findings.append(finding) }
      // What explains all answers does so in narrower formats as well.
      if !isUnidentified || finding.isExplained { break }
    }
    return findings
  }
}

extension Finding {
  /// Whether the answers fit no dialect.
  fileprivate var isUnidentified: Bool {
    if case .unidentified = outcome { true } else { false }
  }

  /// Whether a fault or an edit explains answers that fit no dialect.
  fileprivate var isExplained: Bool {
    guard case .unidentified(let nearest) = outcome else { return false }
    return !nearest.faults.isEmpty || nearest.edit != nil
  }
}
