import Testing

@testable import Shards

/// What does not fit together is not merged.
struct MergeRefusalTests {
  private let folder: ResultsFolder

  init() throws {
    folder = try ResultsFolder()
    for number in 1...4 { try folder.run("\(number)", shard: "\(number)/4") }
  }

  @Test("items that no file has")
  func gap() throws {
    let error = ShardError.gap(
      item: "case", items: [24..<52, 76..<102], of: 102,
      shards: [Shard(number: 2, count: 4), Shard(number: 4, count: 4)])
    #expect(throws: error) { try folder.merge("3", "1") }
    #expect("\(error)".contains("cases 24 to 51, 76 to 101 of 102; run shard 2/4, 4/4"))
  }

  @Test("items that two files have")
  func overlap() throws {
    try folder.run("other", shard: "2/3")
    #expect(
      throws: ShardError.overlap(
        item: "case", items: 32..<52, files: [folder.path("2"), folder.path("other")])
    ) { try folder.merge("1", "2", "3", "4", "other") }
    #expect(
      throws: ShardError.overlap(
        item: "case", items: 24..<52, files: [folder.path("2"), folder.path("2")])
    ) { try folder.merge("1", "2", "2", "3", "4") }
  }

  @Test("files of different work")
  func mixed() throws {
    let others: [(ShardedWork, String, String, String)] = [
      (.sample(seed: 2), "seed", "1", "2"),
      (.sample(seed: 1, version: "0.2.1"), "rmspecVersion", "0.2.0", "0.2.1"),
      (.sample(seed: 1, implementation: "yours"), "implementation", "mine", "yours"),
      (.sample(seed: 1, items: 101), "items", "102", "101"),
    ]
    for (index, (work, name, first, other)) in others.enumerated() {
      try folder.run("other \(index)", work, shard: "4/4")
      #expect(
        throws: ShardError.mixed(
          name: name, first: first, firstFile: folder.path("1"), other: other,
          file: folder.path("other \(index)"))
      ) { try folder.merge("1", "2", "3", "other \(index)") }
    }
  }

  @Test("a shard that is not complete, or torn at its end")
  func incomplete() throws {
    let bytes = try folder.bytes(of: "2")
    let lines = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    for (end, done) in [(lines[0], 0), (lines[1], 1), (lines[5], 5), (lines[6] - 1, 5)] {
      try folder.write(bytes[...end], to: "2")
      #expect(
        throws: ShardError.incomplete(
          file: folder.path("2"), shard: Shard(number: 2, count: 4), done: done, of: 7)
      ) { try folder.merge("1", "2", "3", "4") }
    }
    try folder.write(bytes + [UInt8(ascii: "{")], to: "2")
    #expect(throws: ShardError.self) { try folder.merge("1", "2", "3", "4") }
    try folder.write(bytes, to: "2")
    _ = try folder.merge("1", "2", "3", "4")
  }

  @Test("a file in which any byte was altered")
  func altered() throws {
    let bytes = try folder.bytes(of: "2")
    let others = try ["1", "3", "4"].map(folder.read)
    for index in bytes.indices {
      var altered = bytes
      // A digit becomes another digit, a letter another letter.
      altered[index] ^= 1
      #expect(throws: ShardError.self, "byte \(index)") {
        try MergedResults(merging: others + [ShardResults(parsing: altered, file: "2")])
      }
    }
  }

  @Test("lines that are lost, doubled, or of another file")
  func lines() throws {
    func lines(_ name: String) throws -> [ArraySlice<UInt8>] {
      try folder.bytes(of: name).split(separator: UInt8(ascii: "\n"))
    }
    let (own, other) = (try lines("2"), try lines("3"))
    // For each file the lines of `2` by their positions, and the first that is refused; at 8
    // is a line of another file.
    let all = own + [other[1]]
    let plants: [(positions: [Int], line: Int)] = [
      ([0, 1, 2, 4, 5, 6, 7], 4), ([0, 1, 2, 3, 3, 4, 5, 6, 7], 5),
      ([0, 1, 2, 3, 8, 5, 6, 7], 5), ([0, 1, 2, 4, 3, 5, 6, 7], 4),
      ([0, 1, 2, 3, 4, 5, 6, 7, 8], 9), ([1, 1, 2, 3, 4, 5, 6, 7], 1),
    ]
    for (positions, line) in plants {
      var planted: [UInt8] = []
      for position in positions { planted += all[position] + [0x0a] }
      try folder.write(planted, to: "2")
      let error = #expect(throws: ShardError.self) {
        try folder.merge("1", "2", "3", "4")
      }
      guard case .malformed(_, let found, _) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(found == line)
    }
  }
}
