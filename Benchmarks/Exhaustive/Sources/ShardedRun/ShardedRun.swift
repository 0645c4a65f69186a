import Dispatch
import Foundation
import Shards
import Synchronization

/// Work of a program that can be divided, and where its results are recorded.
public struct ShardedRun: Sendable {
  /// Where results are recorded.
  public let path: String
  /// The share of the work.
  public let shard: Shard

  /// The options that say so, nil if results are not recorded; they are taken out of
  /// `arguments`.
  public init?(_ arguments: inout [String]) throws {
    func take(_ name: String) throws -> String? {
      guard let index = arguments.firstIndex(of: name) else { return nil }
      guard index + 1 < arguments.count else { throw Refusal("\(name) needs a value") }
      let value = arguments[index + 1]
      arguments.removeSubrange(index...index + 1)
      return value
    }
    let shard = try take("--shard")
    guard let path = try take("--results") else {
      if shard != nil { throw Refusal("--shard goes with --results FILE") }
      return nil
    }
    self.path = path
    self.shard = try shard.map { text throws(ShardError) in try Shard(text) } ?? .whole
  }

  /// Why a command line is refused.
  public struct Refusal: Error, CustomStringConvertible {
    public let description: String

    /// Refuses a command line.
    public init(_ description: String) { self.description = description }
  }

  /// Does what is left of the shard, on all cores, and says what it came to.
  ///
  /// - Parameters:
  ///   - work: What is divided.
  ///   - outcome: Does an item.
  /// - Returns: Whether no item of the shard mismatches.
  public func run(
    _ work: ShardedWork, outcome: @Sendable (Int) -> ItemOutcome
  ) throws(ShardError) -> Bool {
    let start = ContinuousClock.now
    var file = try ResultsFile(path, work: work, shard: shard)
    let all = file.results.blocks.count
    print("shard \(shard): \(file.resumedCount) of \(all) blocks are done")
    fflush(nil)
    for block in file.remaining {
      let items = work.items(ofBlock: block)
      let outcomes = Mutex([ItemOutcome?](repeating: nil, count: items.count))
      DispatchQueue.concurrentPerform(iterations: items.count) { index in
        let result = outcome(items.lowerBound + index)
        outcomes.withLock { $0[index] = result }
      }
      try file.append(
        BlockResult(block: block, of: work, outcomes.withLock { $0.compactMap(\.self) }))
    }
    let results = MergedResults(file.results)
    let counts = results.counts
    print(
      """
      \(counts.items) \(work.kind.item)s, \(counts.mismatching.count) mismatch, \
      \(counts.values) values, \(ContinuousClock.now - start)
      """)
    if let digest = results.digest { print("digest \(digest)") }
    return counts.mismatching.isEmpty
  }
}
