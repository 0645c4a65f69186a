import Vectors

/// Results of shards, put together.
public struct MergedResults: Sendable {
  /// What was done.
  public let work: ShardedWork
  /// The items that are covered.
  public let covered: Range<Int>
  /// The number of files.
  public let fileCount: Int
  /// What the items came to.
  public let counts: ResultCounts
  private let blocks: [BlockResult]

  /// Whether all of the work is covered.
  public var isWhole: Bool { covered == 0..<work.itemCount }

  /// The hash of what all items came to, answers included; nil unless all of the work is
  /// covered.
  ///
  /// It is the same however the work was divided, stopped and gone on with, as long as the
  /// implementation answers alike.
  public var digest: String? {
    guard isWhole else { return nil }
    return SHA256.hexadecimal(of: blocks.flatMap { Array($0.digest.utf8) + [0x0a] })
  }

  /// The merged results as the results file of a run without shards; nil unless all of the
  /// work is covered.
  public var file: [UInt8]? {
    guard isWhole else { return nil }
    let header = ResultsHeader(work: work, shard: .whole).line
    var chain = ResultsChain(header: header)
    return blocks.reduce(into: header + [UInt8(ascii: "\n")]) {
      $0 += chain.linking($1.line)
    }
  }

  /// Takes what is done of one shard.
  public init(_ shard: ShardResults) {
    let first = shard.blocks.lowerBound
    self.init(
      work: shard.work, fileCount: 1, blocks: shard.done,
      covered: shard.work.items(ofBlocks: first..<first + shard.done.count))
  }

  private init(
    work: ShardedWork, fileCount: Int, blocks: [BlockResult], covered: Range<Int>
  ) {
    self.work = work
    self.fileCount = fileCount
    self.blocks = blocks
    self.covered = covered
    counts = blocks.reduce(into: ResultCounts()) { $0 += $1.counts }
  }

  /// Merges shards; refuses those that are incomplete or of different work, items that two
  /// of them have, and items that none has.
  ///
  /// The shards may be of different numbers, as long as they fit together: half of the work
  /// is covered by `1/2` as by `1/4` and `2/4`.
  public init(merging shards: [ShardResults]) throws(ShardError) {
    guard let first = shards.first else { preconditionFailure("a file, at least") }
    let work = first.work
    for shard in shards.dropFirst() {
      guard let difference = work.difference(from: shard.work) else { continue }
      throw .mixed(
        name: difference.name, first: difference.own, firstFile: first.file,
        other: difference.others, file: shard.file)
    }
    for shard in shards where !shard.isComplete || shard.isTorn {
      throw .incomplete(
        file: shard.file, shard: shard.shard, done: shard.done.count,
        of: shard.blocks.count)
    }
    let sorted = shards.sorted { $0.blocks.lowerBound < $1.blocks.lowerBound }
    for (shard, next) in zip(sorted, sorted.dropFirst())
    where next.blocks.lowerBound < shard.blocks.upperBound {
      throw .overlap(
        item: work.kind.item,
        items: work.items(ofBlocks: next.blocks.clamped(to: shard.blocks)),
        files: [shard.file, next.file])
    }
    let ends = [0] + sorted.map(\.blocks.upperBound)
    let starts = sorted.map(\.blocks.lowerBound) + [work.blockCount]
    let gaps = zip(ends, starts).filter { $0 < $1 }.map { $0..<$1 }
    guard gaps.isEmpty else {
      let all = (1...first.shard.count).map {
        Shard(number: $0, count: first.shard.count)
      }
      var missing: [Shard] = []
      for shard in all {
        let blocks = try work.blocks(of: shard)
        if gaps.contains(where: blocks.overlaps) { missing.append(shard) }
      }
      throw .gap(
        item: work.kind.item, items: gaps.map(work.items(ofBlocks:)), of: work.itemCount,
        shards: missing)
    }
    self.init(
      work: work, fileCount: shards.count, blocks: sorted.flatMap(\.done),
      covered: 0..<work.itemCount)
  }
}
