import Vectors
import Verdicts

/// A check as a JSON document.
public struct CheckDocument: Codable, Sendable {
  /// The version of this layout.
  public var schemaVersion = 1
  /// The version of rmspec.
  public var rmspecVersion = RMSpecVersion.current
  /// The version of the vectors' data.
  public var dataVersion: String
  /// Who was checked.
  public var implementation: Identity
  /// Whether every case that ran conforms, none failed, and one ran at least.
  public var conforms: Bool
  /// The counts over all cases.
  public var totals: Totals
  /// What became of the cases of each optimizer, code path and format.
  public var rows: [CheckReport.Row]
  /// What the cases ask of each claim, and what they leave out.
  public var claims: [ClaimCoverage]
  /// What was left out by `--skip`.
  public var leftOut: [CheckReport.LeftOut]
  /// What became of each case.
  public var cases: [Case]

  /// Who was checked.
  public struct Identity: Codable, Sendable {
    /// The implementation's name.
    public var name: String
    /// Its version, as it says.
    public var version: String
    /// The language that it is written in.
    public var language: String
  }

  /// The counts over all cases.
  public struct Totals: Codable, Sendable {
    /// All cases that were selected.
    public var cases: Int
    /// Those whose values are all admitted.
    public var conforming: Int
    /// Those with a value that is not admitted.
    public var mismatched: Int
    /// Those that the implementation declined.
    public var skipped: Int
    /// Those whose bounds admit everything that was answered and everything else.
    public var nothingCompared: Int
    /// Those without a usable answer.
    public var failed: Int
  }

  /// What became of one case; members that its outcome does not have are absent.
  public struct Case: Codable, Sendable {
    public var id: String
    /// The optimizer, by the name that vectors have.
    public var optimizer: String
    /// The dialect that was checked.
    public var dialect: String
    /// The storage format.
    public var format: String
    /// The implementation's path through its code, if it has several.
    public var path: String?
    /// Whether the case was computed for the check; absent if it is from a file.
    public var isLive: Bool?
    /// What came of the case.
    public var outcome: Outcome
    /// The number of values compared.
    public var values: Int?
    /// The number of those that are the reference to the bit.
    public var bitEqual: Int?
    /// The estimated κ* of the farthest value of a conforming case.
    public var largestBudget: Double?
    /// The first wrong value.
    public var mismatch: Mismatch?
    /// Why the case was skipped.
    public var reason: String?
    /// How the implementation failed.
    public var message: String?
  }

  /// The outcome of a case.
  public enum Outcome: String, Codable, Sendable {
    /// What may come of a case.
    case conforms, mismatch, skipped, nothingCompared, failed
  }

  /// Creates the document of `report`.
  public init(_ report: CheckReport) {
    dataVersion = report.dataVersion
    let who = report.implementation
    implementation = Identity(
      name: who.name, version: who.version, language: who.language)
    conforms = report.conforms
    totals = Totals(
      cases: report.caseCount,
      conforming: report.rows.reduce(0) { $0 + $1.conforming },
      mismatched: report.mismatchCount,
      skipped: report.rows.reduce(0) { $0 + $1.skipped },
      nothingCompared: report.nothingComparedCount, failed: report.failureCount)
    rows = report.rows
    claims = report.claims
    leftOut = report.leftOut
    cases = report.verdicts.map(Case.init)
  }
}

extension CheckDocument.Case {
  init(_ verdict: CaseVerdict) {
    id = verdict.caseID
    optimizer = verdict.optimizer
    dialect = verdict.dialect
    format = verdict.format
    path = verdict.path
    isLive = verdict.isLive
    switch verdict.outcome {
    case .conforms(let closeness):
      outcome = .conforms
      values = closeness.valueCount
      bitEqual = closeness.referenceCount
      largestBudget = closeness.largestBudget
    case .mismatch(let first):
      outcome = .mismatch
      values = first.valueCount
      mismatch = first
    case .skipped(let why):
      outcome = .skipped
      reason = why
    case .nothingCompared: outcome = .nothingCompared
    case .failed(let how):
      outcome = .failed
      message = how
    }
  }
}
