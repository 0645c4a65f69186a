import Testing

@testable import Shards

/// What text names a shard.
struct ShardTests {
  @Test("a shard is read as number/count")
  func right() throws {
    #expect(try Shard("3/8") == Shard(number: 3, count: 8))
    #expect(try Shard("1/1") == .whole)
    #expect("\(try Shard("1000000/1000000"))" == "1000000/1000000")
  }

  @Test(
    "what is no shard is refused",
    arguments: [
      "", "3", "3/", "/8", "0/8", "9/8", "-1/8", "1/0", "3/8/2", "03/8", "+3/8", " 3/8",
      "3/8\n", "x/8", "1/1000001", "1/99999999999999999999",
    ])
  func wrong(text: String) {
    #expect(throws: ShardError.malformedShard(text)) { try Shard(text) }
  }
}
