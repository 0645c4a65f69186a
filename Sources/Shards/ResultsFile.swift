#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A results file on disk, which one process at a time may write.
///
/// A line is written at once, and only whole lines count. A process that is killed, at
/// whichever byte, loses the block that it was at; the next one goes on from there.
public struct ResultsFile: ~Copyable {
  /// What is done so far.
  public private(set) var results: ShardResults
  /// The number of blocks that were done when the file was opened.
  public let resumedCount: Int
  private let disk: OpenFile

  /// The blocks that are left.
  public var remaining: Range<Int> {
    results.blocks.lowerBound + results.done.count..<results.blocks.upperBound
  }

  /// Opens the file of a shard, or creates it.
  ///
  /// A file that has results of something else is refused and left as it is.
  public init(
    _ path: String, work: ShardedWork, shard: Shard
  ) throws(ShardError) {
    _ = try work.blocks(of: shard)
    let disk = try OpenFile(path, isWritten: true)
    let header = ResultsHeader(work: work, shard: shard).line + [UInt8(ascii: "\n")]
    var text = try disk.contents()
    // Killed in the first line, or not begun. Nothing else may be written over.
    if !text.contains(UInt8(ascii: "\n")), header.starts(with: text) {
      try disk.truncate(to: 0)
      try disk.append(header)
      text = header
    }
    let found = try ShardResults(parsing: text, file: path)
    if let difference = found.work.difference(from: work) {
      throw .otherWork(
        file: path, name: difference.name, found: difference.own,
        wanted: difference.others)
    }
    guard found.shard == shard else {
      throw .otherWork(
        file: path, name: "shard", found: "\(found.shard)", wanted: "\(shard)")
    }
    if found.isTorn { try disk.truncate(to: found.wholeByteCount) }
    results = found
    resumedCount = found.done.count
    self.disk = disk
  }

  /// Writes what the next block came to.
  public mutating func append(_ block: BlockResult) throws(ShardError) {
    precondition(block.block == remaining.first)
    try disk.append(results.appending(block))
  }
}

extension ShardResults {
  /// Reads a results file.
  public init(readingFileAt path: String) throws(ShardError) {
    try self.init(
      parsing: try OpenFile(path, isWritten: false).contents(), file: path)
  }
}

/// An open file.
private final class OpenFile {
  let path: String
  private let descriptor: Int32

  init(_ path: String, isWritten: Bool) throws(ShardError) {
    self.path = path
    // Programs that this one starts must not hold the lock.
    let flags = isWritten ? O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC : O_RDONLY | O_CLOEXEC
    // Nobody waits for the other end of a pipe.
    descriptor = open(path, flags | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw failure("cannot be opened", "check the path") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .inaccessible(file: path, reason: "it is no file; name another")
    }
    guard status.st_size <= ShardResults.fileLimit else {
      throw .inaccessible(
        file: path,
        reason: "it is larger than \(ShardResults.fileLimit) bytes; take more shards")
    }
    // Some network file systems have no locks: then whoever starts tasks must see to it.
    if isWritten, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw .inUse(file: path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func contents() throws(ShardError) -> [UInt8] {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { return text }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("cannot be read")
      }
      text += buffer[..<count]
      guard text.count <= ShardResults.fileLimit else {
        throw .inaccessible(file: path, reason: "it grows while it is read")
      }
    }
  }

  func truncate(to count: Int) throws(ShardError) {
    guard ftruncate(descriptor, off_t(count)) == 0 else {
      throw failure("cannot be written")
    }
  }

  /// Writes a line and waits until the disk has it, so that a machine that fails keeps it.
  func append(_ line: [UInt8]) throws(ShardError) {
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("cannot be written")
      }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw failure("cannot be written") }
  }

  private func failure(
    _ what: String, _ remedy: String = "mend that, and run the same again"
  ) -> ShardError {
    .inaccessible(
      file: path, reason: "\(what): \(String(cString: strerror(errno))); \(remedy)")
  }
}
