import Testing

@testable import Shards

/// A run that was killed goes on where it was, and ends as if nothing had happened.
struct ResumeTests {
  private let folder: ResultsFolder
  private let work = ShardedWork.sample
  private let complete: [UInt8]

  init() throws {
    folder = try ResultsFolder()
    try folder.run("complete", shard: "5/13")
    complete = try folder.bytes(of: "complete")
  }

  @Test("a file that ends at any byte is gone on with")
  func everyByte() throws {
    let blocks = try work.blocks(of: Shard("5/13"))
    var starts: Set<Int> = []
    for end in 0...complete.count {
      try folder.write(complete[..<end], to: "killed")
      var ran: [Int] = []
      let results = try folder.run("killed", shard: "5/13") {
        ran.append($0)
        return ItemOutcome.sample($0)
      }
      #expect(results.isComplete)
      #expect(try folder.bytes(of: "killed") == complete, "killed at byte \(end)")
      // Only what had no whole line is done again.
      let lines = complete[..<end].count { $0 == UInt8(ascii: "\n") }
      let first = blocks.lowerBound + max(lines - 1, 0)
      #expect(ran == Array(work.items(ofBlocks: first..<blocks.upperBound)))
      starts.insert(first)
    }
    #expect(starts == Set(blocks.lowerBound...blocks.upperBound))
  }

  @Test("a file of other work, or of another shard, is refused and left alone")
  func otherWork() throws {
    let others: [(ShardedWork, String, ShardError)] = [
      (
        .sample(seed: 2), "5/13",
        .otherWork(file: "", name: "seed", found: "1", wanted: "2")
      ),
      (
        .sample(seed: 1, version: "0.3.0"), "5/13",
        .otherWork(file: "", name: "rmspecVersion", found: "0.2.0", wanted: "0.3.0")
      ),
      (
        .sample(seed: 1, items: 103), "5/13",
        .otherWork(file: "", name: "items", found: "102", wanted: "103")
      ),
      (work, "4/13", .otherWork(file: "", name: "shard", found: "5/13", wanted: "4/13")),
    ]
    let path = folder.path("complete")
    for (work, shard, error) in others {
      #expect(throws: error.of(path)) {
        try folder.run("complete", work, shard: shard)
      }
      #expect(try folder.bytes(of: "complete") == complete)
    }
  }

  @Test(
    "what is no results file is not written over",
    arguments: ["notes", "notes\n", "{}\n", "\n", "{\"rmspecResults\":2"])
  func foreign(text: String) throws {
    try folder.write(text.utf8, to: "notes")
    #expect(throws: ShardError.self) { try folder.run("notes") }
    #expect(try folder.bytes(of: "notes") == Array(text.utf8))
  }

  @Test("two processes do not write one file")
  func lock() throws {
    let path = folder.path("complete")
    let first = try ResultsFile(path, work: work, shard: try Shard("5/13"))
    #expect(throws: ShardError.inUse(file: path)) {
      try folder.run("complete", shard: "5/13")
    }
    // Reading needs no lock.
    #expect(try folder.read("complete").isComplete)
    #expect(first.remaining.isEmpty)
  }

  @Test(
    "what cannot be a results file is refused", arguments: ["", "no/where", "/dev/null"])
  func inaccessible(name: String) throws {
    let path = name.hasPrefix("/") ? name : folder.path(name)
    let error = #expect(throws: ShardError.self) {
      _ = try ResultsFile(path, work: work, shard: .whole)
    }
    guard case .inaccessible(path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

extension ShardError {
  /// The same error of another file.
  fileprivate func of(_ file: String) -> ShardError {
    guard case .otherWork(_, let name, let found, let wanted) = self else { return self }
    return .otherWork(file: file, name: name, found: found, wanted: wanted)
  }
}
