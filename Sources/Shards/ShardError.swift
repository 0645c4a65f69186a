/// Why shards cannot be run, gone on with or merged.
public enum ShardError: Error, Equatable, CustomStringConvertible {
  /// What should be `number/count` is something else.
  case malformedShard(String)
  /// There are more shards than blocks.
  case tooManyShards(Int, blockCount: Int)
  /// A file cannot be read or written.
  case inaccessible(file: String, reason: String)
  /// Another process writes the file.
  case inUse(file: String)
  /// A line of a file is not what this program writes.
  case malformed(file: String, line: Int, problem: String)
  /// A file has results of something else than what is to be done.
  case otherWork(file: String, name: String, found: String, wanted: String)
  /// A file ends before its shard does.
  case incomplete(file: String, shard: Shard, done: Int, of: Int)
  /// Files are of different work.
  case mixed(name: String, first: String, firstFile: String, other: String, file: String)
  /// Two files have results of the same items.
  case overlap(item: String, items: Range<Int>, files: [String])
  /// No file has results of these items, which these shards would do.
  case gap(item: String, items: [Range<Int>], of: Int, shards: [Shard])

  public var description: String {
    switch self {
    case .malformedShard(let text):
      "\"\(text)\" is no shard; write number/count, such as 3/8 for the third of eight, "
        + "with at most \(Shard.countLimit) shards"
    case .tooManyShards(let count, let blockCount):
      "\(count) shards are more than there are blocks to share; divide the work by "
        + "\(blockCount) at most"
    case .inaccessible(let file, let reason): "\(file): \(reason)"
    case .inUse(let file):
      "\(file): another process writes it; wait until that ends, or name another file"
    case .malformed(let file, let line, let problem):
      "\(file): line \(line): \(problem); remove the file and run its shard again"
    case .otherWork(let file, let name, let found, let wanted):
      "\(file) has results of other work (\(name): \(found) there, \(wanted) here); name "
        + "another file, or remove it"
    case .incomplete(let file, let shard, let done, let all):
      "\(file) is not complete: \(done) of the \(all) blocks of shard \(shard) are done; "
        + "run the shard again, which goes on where it ended"
    case .mixed(let name, let first, let firstFile, let other, let file):
      "the files are of different work (\(name): \(first) in \(firstFile), \(other) in "
        + "\(file)); merge files of the same work"
    case .overlap(let item, let items, let files):
      "\(files.joined(separator: " and ")) both have the \(item)s \(Self.text([items])); "
        + "leave one of them out"
    case .gap(let item, let items, let count, let shards):
      "no file has the \(item)s \(Self.text(items)) of \(count); run shard "
        + Self.list(shards.map(\.description)) + ", or name the files that have them"
    }
  }

  private static func text(_ ranges: [Range<Int>]) -> String {
    list(ranges.map { "\($0.lowerBound) to \($0.upperBound - 1)" })
  }

  /// The first of some words, separated by commas.
  private static func list(_ words: [String]) -> String {
    words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", …" : "")
  }
}
