import Testing

@testable import Shards

/// What is merged is what one run gives, however the work was divided.
struct MergedDigestTests {
  private let folder: ResultsFolder
  private let whole: MergedResults

  init() throws {
    folder = try ResultsFolder()
    whole = MergedResults(try folder.run("whole"))
  }

  @Test("the shards of any number share the blocks, each once")
  func partition() throws {
    for items in [1, 3, 4, 5, 102, 4096] {
      let work = ShardedWork.sample(seed: 1, items: items)
      for count in 1...min(work.blockCount, 40) {
        let blocks = try (1...count).map {
          try work.blocks(of: Shard(number: $0, count: count))
        }
        #expect(blocks.allSatisfy { !$0.isEmpty })
        #expect(blocks.flatMap { Array($0) } == Array(0..<work.blockCount))
      }
      let all = (0..<work.blockCount).flatMap { Array(work.items(ofBlock: $0)) }
      #expect(all == Array(0..<items))
      #expect(
        throws: ShardError.tooManyShards(
          work.blockCount + 1, blockCount: work.blockCount)
      ) {
        try work.blocks(of: Shard(number: 1, count: work.blockCount + 1))
      }
    }
  }

  @Test(
    "counts and digest do not depend on the number of shards", arguments: [2, 3, 7, 26])
  func counts(of count: Int) throws {
    let shards = try (1...count).reversed().map {
      try folder.run("\($0)", shard: "\($0)/\(count)")
    }
    let merged = try MergedResults(merging: shards)
    #expect(merged.digest == whole.digest && merged.digest != nil)
    #expect(merged.counts == whole.counts)
    #expect(merged.file == (try folder.bytes(of: "whole")))
    // No shard alone has a digest of all the work.
    #expect(shards.allSatisfy { MergedResults($0).digest == nil })
  }

  @Test("shards of different numbers that fit together are merged")
  func fitting() throws {
    try folder.run("half", shard: "1/2")
    try folder.run("third quarter", shard: "3/4")
    try folder.run("last quarter", shard: "4/4")
    let merged = try folder.merge("last quarter", "half", "third quarter")
    #expect(merged.digest == whole.digest && merged.fileCount == 3)
  }

  @Test("counts are those of the items")
  func sums() throws {
    let items = 0..<102
    #expect(whole.counts.items == 102 && whole.isWhole)
    #expect(whole.counts.mismatching == items.filter { $0 % 17 == 7 })
    #expect(whole.counts.failed == items.filter { $0 % 17 == 5 })
    #expect(whole.counts.skipped == 6 && whole.counts.nothingCompared == 6)
    #expect(whole.counts.conforming == 78)
    #expect(whole.counts.values == 78 * 10 + 6 * 9 + 6 * 2)
    #expect(whole.counts.unbounded == 78 + 6 + 6 * 2)
  }

  @Test("an answer of other bits and another verdict change the digest")
  func bits() throws {
    let others: [ItemOutcome] = [
      ItemOutcome(.conforms, values: 10, unbounded: 1, answer: "2501"),
      ItemOutcome(.mismatch, values: 10, unbounded: 1, answer: "2500"),
      ItemOutcome(.conforms, values: 10, unbounded: 2, answer: "2500"),
    ]
    var digests = Set([whole.digest])
    for (index, other) in others.enumerated() {
      let results = try folder.run("other \(index)") {
        $0 == 50 ? other : ItemOutcome.sample($0)
      }
      digests.insert(MergedResults(results).digest)
    }
    #expect(digests.count == 4)
    let again = try folder.run("same") {
      $0 == 50
        ? ItemOutcome(.conforms, values: 10, unbounded: 1, answer: "2500")
        : ItemOutcome.sample($0)
    }
    #expect(MergedResults(again).digest == whole.digest)
  }

  @Test("bits are hashed in whole bytes, whichever way they are handed over")
  func answerBits() {
    var (words, memory) = (AnswerBits(), AnswerBits())
    words.append([0x1234, 0xabcd], bitWidth: 16)
    ([0x34, 0x12, 0xcd, 0xab] as [UInt8]).withUnsafeBytes { memory.append($0) }
    #expect(words.sha256 == memory.sha256)
    words.append([1], bitWidth: 8)
    #expect(words.sha256 != memory.sha256)
  }
}
