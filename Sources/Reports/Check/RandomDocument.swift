import LiveCases
import Vectors
import Verdicts

/// What random runs came to, as a JSON document.
public struct RandomDocument: Codable, Sendable {
  /// The version of this layout.
  public var schemaVersion = 1
  /// The version of rmspec.
  public var rmspecVersion = RMSpecVersion.current
  /// Who was checked.
  public var implementation: CheckDocument.Identity
  /// What the cases were drawn with.
  public var seed: UInt64
  /// The number of cases that were asked.
  public var cases: Int
  /// Those whose values are all admitted.
  public var conforming: Int
  /// Those whose bounds admit everything.
  public var nothingCompared: Int
  /// For each reason the number of cases that were declined for it.
  public var skipped: [String: Int]
  /// What the implementation said of cases in which it failed, by their identifiers.
  public var failures: [String: String]
  /// The number of values of the answered cases.
  public var values: Int
  /// The number of those that any value fits.
  public var unbounded: Int
  /// For each kind of run the number of cases that have it.
  public var kinds: [String: Int]
  /// The first case of each claim that mismatches, by identifier; some are made simple.
  public var mismatching: [String]
  /// Cases that mismatch, made simple.
  public var mismatches: [Shrunk]

  /// A case that mismatches, made simple.
  public struct Shrunk: Codable, Sendable {
    /// The case that was drawn.
    public var id: String
    /// The number that it was drawn with.
    public var number: Int
    /// The simple case, as a draft.
    public var draft: String
    /// What is wrong in it first; absent if it is not a value.
    public var verdict: CheckDocument.Case
  }

  /// Creates the document of a report.
  public init(_ report: RandomReport, shrunk: [ShrunkCase]) {
    let who = report.implementation
    implementation = .init(name: who.name, version: who.version, language: who.language)
    seed = report.seed
    cases = report.caseCount
    conforming = report.conforming
    nothingCompared = report.nothingCompared
    skipped = report.skips
    failures = Dictionary(
      report.failures.map { ($0.id, $0.message) }, uniquingKeysWith: { first, _ in first }
    )
    values = report.valueCount
    unbounded = report.unboundedCount
    kinds = report.kinds
    mismatching = report.mismatchingCases.map(\.id)
    mismatches = shrunk.map {
      Shrunk(
        id: $0.id, number: $0.number, draft: $0.draft, verdict: .init($0.verdict))
    }
  }
}
