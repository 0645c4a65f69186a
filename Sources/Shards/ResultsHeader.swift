import Vectors

/// The first line of a results file: which work it is of, and which shard of it.
struct ResultsHeader: Equatable {
  let work: ShardedWork
  let shard: Shard

  /// The version of the layout.
  private static let version = 1

  /// The line, without its end.
  var line: [UInt8] {
    JSONValue.members([
      ("rmspecResults", .integer(Self.version)),
      ("work", .string(work.kind.rawValue)),
      ("rmspecVersion", .string(work.rmspecVersion)),
      ("dataVersion", .string(work.dataVersion)),
      ("settings", .members(work.settings.map { ($0.name, .string($0.value)) })),
      ("items", .integer(work.itemCount)),
      ("blockSize", .integer(work.blockSize)),
      ("shard", .integer(shard.number)),
      ("shards", .integer(shard.count)),
    ]).compactText
  }

  init(work: ShardedWork, shard: Shard) {
    self.work = work
    self.shard = shard
  }

  /// Reads a line that anyone may have written.
  init(parsing line: some Collection<UInt8>) throws(VectorError) {
    let header = try JSONObject(
      JSONValue(document: line),
      members: "rmspecResults", "work", "rmspecVersion", "dataVersion", "settings",
      "items", "blockSize", "shard", "shards")
    let version = try header.integer("rmspecResults")
    guard version == Self.version else {
      throw VectorError(
        location: "rmspecResults",
        problem: "the layout is version \(version), this program reads \(Self.version)")
    }
    let name = try header.text("work")
    guard let kind = ShardedWork.Kind(rawValue: name) else {
      throw VectorError(location: "work", problem: "unknown work \"\(name)\"")
    }
    let shards = try header.integer("shards", in: 1...Shard.countLimit)
    shard = Shard(number: try header.integer("shard", in: 1...shards), count: shards)
    work = ShardedWork(
      kind, rmspecVersion: try header.text("rmspecVersion"),
      dataVersion: try header.text("dataVersion"),
      settings: try header.read("settings") { value throws(VectorError) in
        try value.settings()
      },
      itemCount: try header.integer("items", in: 1...ShardedWork.itemLimit),
      blockSize: try header.integer("blockSize", in: 1...65_536))
  }
}

extension JSONValue {
  fileprivate func settings() throws(VectorError) -> [ShardedWork.Setting] {
    guard case .object(let members) = self, members.count <= 32 else {
      throw VectorError(
        location: "", problem: "expected an object of at most 32 members")
    }
    var settings: [ShardedWork.Setting] = []
    for member in members {
      guard case .string(let value) = member.value else {
        throw VectorError(location: member.name, problem: "expected a string")
      }
      settings.append(.init(member.name, value))
    }
    return settings
  }
}

extension JSONObject {
  func text(_ name: String) throws(VectorError) -> String {
    try read(name) { value throws(VectorError) in try value.string() }
  }

  func integer(_ name: String) throws(VectorError) -> Int {
    try read(name) { value throws(VectorError) in try value.integer() }
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(VectorError) -> Int {
    let value = try integer(name)
    guard range.contains(value) else {
      throw VectorError(
        location: name,
        problem: "\(value) is not from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}
