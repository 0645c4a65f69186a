import Vectors

extension BlockResult {
  /// The members of the line of a results file, without the link to the lines before.
  var line: [UInt8] {
    JSONValue.members([
      ("block", .integer(block)),
      ("conforming", .integer(counts.conforming)),
      ("nothingCompared", .integer(counts.nothingCompared)),
      ("skipped", .integer(counts.skipped)),
      ("mismatching", .array(counts.mismatching.map(JSONValue.integer))),
      ("failed", .array(counts.failed.map(JSONValue.integer))),
      ("values", .integer(counts.values)),
      ("unbounded", .integer(counts.unbounded)),
      ("digest", .string(digest)),
    ]).compactText
  }

  /// Reads the line of a block that anyone may have written.
  init(parsing line: some Collection<UInt8>, of work: ShardedWork) throws(VectorError) {
    let members = try JSONObject(
      JSONValue(document: line),
      members: "block", "conforming", "nothingCompared", "skipped", "mismatching",
      "failed", "values", "unbounded", "digest")
    block = try members.integer("block", in: 0...work.blockCount - 1)
    let items = work.items(ofBlock: block)
    var counts = ResultCounts()
    counts.conforming = try members.integer("conforming", in: 0...items.count)
    counts.nothingCompared = try members.integer("nothingCompared", in: 0...items.count)
    counts.skipped = try members.integer("skipped", in: 0...items.count)
    counts.mismatching = try members.items("mismatching", in: items)
    counts.failed = try members.items("failed", in: items)
    // More than any block has, and few enough for the sum of all files.
    counts.values = try members.integer("values", in: 0...1 << 36)
    counts.unbounded = try members.integer("unbounded", in: 0...counts.values)
    guard counts.items == items.count else {
      throw VectorError(
        location: "",
        problem: "it counts \(counts.items) \(work.kind.item)s of the block, "
          + "which has \(items.count)")
    }
    self.counts = counts
    digest = try members.text("digest")
    guard digest.utf8.count == 64, digest.utf8.allSatisfy(\.isHexadecimalDigit) else {
      throw VectorError(location: "digest", problem: "expected 64 hexadecimal digits")
    }
  }
}

extension JSONObject {
  /// Items of a block, ascending.
  fileprivate func items(
    _ name: String, in block: Range<Int>
  ) throws(VectorError) -> [Int] {
    let items = try read(name) { value throws(VectorError) in
      try value.elements { element throws(VectorError) in try element.integer() }
    }
    guard items.allSatisfy(block.contains), zip(items, items.dropFirst()).allSatisfy(<)
    else {
      throw VectorError(
        location: name, problem: "expected items of the block, in ascending order")
    }
    return items
  }
}

extension UInt8 {
  /// Whether it is a lower-case hexadecimal digit in ASCII.
  var isHexadecimalDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
  }
}
