import Foundation

@testable import Shards

/// A folder of results files that exists as long as the object.
final class ResultsFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "shards \(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String {
    url.appending(path: name).path(percentEncoded: false)
  }

  func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appending(path: name)))
  }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: url.appending(path: name))
  }

  /// Does what is left of a shard.
  @discardableResult
  func run(
    _ name: String, _ work: ShardedWork = .sample, shard: String = "1/1",
    outcome: (Int) -> ItemOutcome = ItemOutcome.sample
  ) throws -> ShardResults {
    var file = try ResultsFile(path(name), work: work, shard: try Shard(shard))
    for block in file.remaining {
      let outcomes = work.items(ofBlock: block).map(outcome)
      try file.append(BlockResult(block: block, of: work, outcomes))
    }
    return file.results
  }

  func read(_ name: String) throws -> ShardResults {
    try ShardResults(readingFileAt: path(name))
  }

  /// Merges files.
  func merge(_ names: String...) throws -> MergedResults {
    try MergedResults(merging: names.map(read))
  }
}

extension ShardedWork {
  /// 26 blocks of four items, the last of which has two.
  static let sample = sample(seed: 1)

  static func sample(
    seed: Int, version: String = "0.2.0", implementation: String = "mine",
    items: Int = 102
  ) -> ShardedWork {
    ShardedWork(
      .randomCheck, rmspecVersion: version, dataVersion: "3.0.0",
      settings: [.init("seed", "\(seed)"), .init("implementation", implementation)],
      itemCount: items, blockSize: 4)
  }
}

extension ItemOutcome {
  /// An outcome that the number of the item determines.
  static func sample(_ item: Int) -> ItemOutcome {
    switch item % 17 {
    case 3: ItemOutcome(.skipped)
    case 5: ItemOutcome(.failed)
    case 7: ItemOutcome(.mismatch, values: 9, unbounded: 1, answer: "wrong")
    case 11: ItemOutcome(.nothingCompared, values: 2, unbounded: 2, answer: "any")
    default: ItemOutcome(.conforms, values: 10, unbounded: 1, answer: "\(item * item)")
    }
  }
}
