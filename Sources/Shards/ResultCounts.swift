/// What some items came to, in numbers.
public struct ResultCounts: Sendable, Equatable {
  /// The number of items whose values are all right.
  public internal(set) var conforming = 0
  /// The number of items of which any value would have been right.
  public internal(set) var nothingCompared = 0
  /// The number of items that the implementation declined.
  public internal(set) var skipped = 0
  /// The items in which a value is wrong, ascending.
  public internal(set) var mismatching: [Int] = []
  /// The items in which the implementation failed, ascending.
  public internal(set) var failed: [Int] = []
  /// The number of values of the items that were answered.
  public internal(set) var values = 0
  /// The number of those that any value fits.
  public internal(set) var unbounded = 0

  /// The number of items.
  public var items: Int {
    conforming + nothingCompared + skipped + mismatching.count + failed.count
  }

  /// Adds what later items came to.
  static func += (counts: inout ResultCounts, later: ResultCounts) {
    counts.conforming += later.conforming
    counts.nothingCompared += later.nothingCompared
    counts.skipped += later.skipped
    counts.mismatching += later.mismatching
    counts.failed += later.failed
    counts.values += later.values
    counts.unbounded += later.unbounded
  }

  mutating func count(_ outcome: ItemOutcome, item: Int) {
    switch outcome.verdict {
    case .conforms: conforming += 1
    case .nothingCompared: nothingCompared += 1
    case .skipped: skipped += 1
    case .mismatch: mismatching.append(item)
    case .failed: failed.append(item)
    }
    values += outcome.values
    unbounded += outcome.unbounded
  }
}
