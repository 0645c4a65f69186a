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
    for index in bytes.indices {
      var altered = bytes
      // A digit becomes another digit, a letter another letter.
      altered[index] ^= 1
      try folder.write(altered, to: "2")
      #expect(throws: ShardError.self, "byte \(index)") {
        try folder.merge("1", "2", "3", "4")
      }
    }
  }

  @Test("lines that are lost, doubled, or of another file")
  func lines() throws {
    func lines(_ name: String) throws -> [ArraySlice<UInt8>] {
      try folder.bytes(of: name).split(separator: UInt8(ascii: "\n"))
    }
    let (own, other) = (try lines("2"), try lines("3"))
    for (planted, line) in [
      (own[...2] + own[4...], 4), (own[...3] + own[3...], 5),
      (own[...3] + [other[4]] + own[5...], 5),
      (own[...2] + [own[4], own[3]] + own[5...], 4),
      (own + other.suffix(1), 9), ([own[1]] + own[1...], 1),
    ] {
      try folder.write(planted.joined(separator: [0x0a]) + [0x0a], to: "2")
      #expect {
        try folder.merge("1", "2", "3", "4")
      } throws: {
        guard case ShardError.malformed(_, line, _) = $0 else { return false }
        return true
      }
    }
  }
}
