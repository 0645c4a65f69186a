import Shards
import Vectors

/// What divided work came to, as a JSON document.
public struct ResultsDocument: Codable, Sendable {
  /// The version of this layout.
  public var schemaVersion = 1
  /// The version of rmspec that wrote this.
  public var rmspecVersion = RMSpecVersion.current
  /// What was done.
  public var work: Work
  /// The first and the last item that is covered; absent if none is.
  public var covered: [Int]?
  /// Whether all items are covered.
  public var isWhole: Bool
  /// The number of results files.
  public var files: Int
  /// The number of items whose values are all right.
  public var conforming: Int
  /// The number of items of which any value would have been right.
  public var nothingCompared: Int
  /// The number of items that the implementation declined.
  public var skipped: Int
  /// The number of items in which a value is wrong.
  public var mismatches: Int
  /// The number of items in which the implementation failed.
  public var failures: Int
  /// The numbers of the first items in which a value is wrong, 1000 at most.
  public var mismatching: [Int]
  /// The numbers of the first items in which the implementation failed, 1000 at most.
  public var failed: [Int]
  /// The number of values of the items that were answered.
  public var values: Int
  /// The number of those that any value fits.
  public var unbounded: Int
  /// The hash of what all items came to, answers included; absent unless all are covered.
  public var digest: String?

  /// Work that can be divided.
  public struct Work: Codable, Sendable {
    /// What is done.
    public var kind: String
    /// The version of rmspec that did it.
    public var rmspecVersion: String
    /// The version of the vectors' data.
    public var dataVersion: String
    /// What else determines the work.
    public var settings: [String: String]
    /// The number of its items.
    public var items: Int
  }

  /// Creates the document of results.
  public init(_ results: MergedResults) {
    let (what, counts) = (results.work, results.counts)
    work = Work(
      kind: what.kind.rawValue, rmspecVersion: what.rmspecVersion,
      dataVersion: what.dataVersion,
      settings: Dictionary(
        what.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }
      ), items: what.itemCount)
    covered = results.coveredEnds.map { [$0.first, $0.last] }
    isWhole = results.isWhole
    files = results.fileCount
    conforming = counts.conforming
    nothingCompared = counts.nothingCompared
    skipped = counts.skipped
    mismatches = counts.mismatching.count
    failures = counts.failed.count
    mismatching = Array(counts.mismatching.prefix(1000))
    failed = Array(counts.failed.prefix(1000))
    values = counts.values
    unbounded = counts.unbounded
    digest = results.digest
  }
}
