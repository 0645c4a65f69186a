import Testing

@testable import Shards

/// Lines whose link is right are read with suspicion all the same.
struct ForgedResultsTests {
  private static let header =
    #"{"rmspecResults":1,"work":"random-check","rmspecVersion":"0","dataVersion":"3","#
    + #""settings":{"seed":"1"},"items":8,"blockSize":4,"shard":1,"shards":1}"#
  private static let block =
    #"{"block":0,"conforming":3,"nothingCompared":0,"skipped":0,"mismatching":[2],"#
    + #""failed":[],"values":9,"unbounded":0,"digest":"\#(digest)"}"#
  private static let digest = String(repeating: "0f", count: 32)

  /// A file of those lines, linked as they should be.
  private func refusal(header: String, block: String) -> String? {
    let header = Array(header.utf8)
    var chain = ResultsChain(header: header)
    let text = header + [0x0a] + chain.linking(Array(block.utf8))
    do throws(ShardError) {
      _ = try ShardResults(parsing: text, file: "f")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("what is right is read")
  func right() {
    #expect(refusal(header: Self.header, block: Self.block) == nil)
  }

  @Test(
    "headers that make no sense",
    arguments: [
      (#""rmspecResults":1"#, #""rmspecResults":2"#, "version 2"),
      (#""work":"random-check""#, #""work":"cooking""#, "unknown work \"cooking\""),
      (#""work":"random-check""#, #""work":7"#, "work: expected a string"),
      (#""items":8"#, #""items":0"#, "items: 0 is not from 1"),
      (#""items":8"#, #""items":1000000000001"#, "items"),
      (#""items":8"#, #""items":1e3"#, "items: expected an integer"),
      (#""blockSize":4"#, #""blockSize":0"#, "blockSize: 0"),
      (#""shard":1"#, #""shard":2"#, "shard: 2 is not from 1 to 1"),
      (#""shards":1"#, #""shards":3"#, "3 shards are more"),
      (#""shards":1"#, #""shards":1000001"#, "shards"),
      (#""seed":"1""#, #""seed":1"#, "settings.seed"),
      (#""seed":"1""#, #""seed":"1","seed":"2""#, "not JSON"),
      (#""items":8"#, #""items":8,"extra":1"#, "unknown member \"extra\""),
      (#","shards":1"#, "", "there is no \"shards\""),
    ] as [(String, String, String)])
  func header(part: String, forged: String, says: String) throws {
    let text = Self.header.replacing(part, with: forged)
    try #require(text != Self.header)
    let problem = try #require(refusal(header: text, block: Self.block))
    #expect(problem.contains(says), "\(problem)")
  }

  @Test(
    "blocks that make no sense",
    arguments: [
      (#""block":0"#, #""block":1"#, "mismatching: expected items of the block"),
      (
        #""block":0,"conforming":3,"nothingCompared":0,"skipped":0,"mismatching":[2]"#,
        #""block":1,"conforming":3,"nothingCompared":0,"skipped":0,"mismatching":[6]"#,
        "of block 1, but 0 is next"
      ),
      (#""block":0"#, #""block":2"#, "block: 2 is not from 0 to 1"),
      (#""block":0"#, #""block":-1"#, "block: -1"),
      (
        #""conforming":3"#, #""conforming":4"#, "counts 5 cases of the block, which has 4"
      ),
      (#""conforming":3"#, #""conforming":99999999999999999999"#, "conforming"),
      (#""mismatching":[2]"#, #""mismatching":[4]"#, "mismatching: expected items"),
      (#""mismatching":[2]"#, #""mismatching":[2,2]"#, "mismatching: expected items"),
      (#""mismatching":[2]"#, #""mismatching":["2"]"#, "mismatching[0]"),
      (#""unbounded":0"#, #""unbounded":10"#, "unbounded: 10 is not from 0 to 9"),
      (#""values":9"#, #""values":9000000000000000000"#, "values"),
      (#""digest":"0f"#, #""digest":"0F"#, "64 hexadecimal digits"),
      (#""digest":"0f"#, #""digest":"0f0f"#, "64 hexadecimal digits"),
      (#""skipped":0"#, #""skipped":0,"more":[]"#, "unknown member \"more\""),
    ] as [(String, String, String)])
  func block(part: String, forged: String, says: String) throws {
    let text = Self.block.replacing(part, with: forged, maxReplacements: 1)
    try #require(text != Self.block)
    let problem = try #require(refusal(header: Self.header, block: text))
    #expect(problem.contains(says), "\(problem)")
  }

  @Test("a line without end, or without sense")
  func limits() {
    let long = Self.header.replacing(
      #""seed":"1""#, with: #""seed":"\#(String(repeating: "1", count: 1 << 20))""#)
    #expect(refusal(header: long, block: Self.block)?.contains("longer than") == true)
    for text in ["", "x", "\n\n", "[]\n", "\u{0}\n", "{\"rmspecResults\":1}\n"] {
      #expect(throws: ShardError.self) {
        try ShardResults(parsing: Array(text.utf8), file: "f")
      }
    }
  }
}
