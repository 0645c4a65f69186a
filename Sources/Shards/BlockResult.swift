import Vectors

/// What a block of items came to.
public struct BlockResult: Sendable, Equatable {
  /// The number of the block.
  public let block: Int
  /// What its items came to.
  public let counts: ResultCounts
  /// The SHA-256 of a line for each item, which says its number, its verdict, and the hash
  /// of what was answered.
  public let digest: String

  init(block: Int, counts: ResultCounts, digest: String) {
    self.block = block
    self.counts = counts
    self.digest = digest
  }

  /// Sums up what the items of a block came to, in their order.
  public init(block: Int, of work: ShardedWork, _ outcomes: [ItemOutcome]) {
    let items = work.items(ofBlock: block)
    precondition(items.count == outcomes.count)
    var counts = ResultCounts()
    var lines = ""
    for (item, outcome) in zip(items, outcomes) {
      counts.count(outcome, item: item)
      lines +=
        "\(item) \(outcome.verdict.rawValue) \(outcome.values) \(outcome.unbounded) "
        + "\(outcome.answer)\n"
    }
    self.init(
      block: block, counts: counts, digest: SHA256.hexadecimal(of: Array(lines.utf8)))
  }
}
