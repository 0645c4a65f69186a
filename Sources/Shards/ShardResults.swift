import Vectors

/// What a results file holds.
public struct ShardResults: Sendable {
  /// Where it was read.
  public let file: String
  /// What was done.
  public let work: ShardedWork
  /// The shard of it.
  public let shard: Shard
  /// The blocks that the shard owns.
  public let blocks: Range<Int>
  /// What they came to, those that are done, from the first on.
  public private(set) var done: [BlockResult] = []
  /// The number of bytes up to the end of the last whole line.
  let wholeByteCount: Int
  /// Whether something follows that is no whole line.
  let isTorn: Bool
  private(set) var chain: ResultsChain

  /// Whether all blocks are done.
  public var isComplete: Bool { done.count == blocks.count }

  /// The most bytes of a line, and of a file.
  static let lineLimit = 1 << 20
  static let fileLimit = 1 << 30

  /// Reads a file that anyone may have written, and that may end anywhere after its first
  /// line.
  init(parsing text: [UInt8], file: String) throws(ShardError) {
    self.file = file
    let end = (text.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    wholeByteCount = end
    isTorn = end < text.count
    let lines = text[..<end].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).dropLast()
    func malformed(_ line: Int, _ problem: String) -> ShardError {
      .malformed(file: file, line: line, problem: problem)
    }
    guard let first = lines.first else {
      throw malformed(1, "there is no whole line")
    }
    if let long = lines.firstIndex(where: { $0.count > Self.lineLimit }) {
      throw malformed(long + 1, "it is longer than \(Self.lineLimit) bytes")
    }
    do {
      let header = try ResultsHeader(parsing: first)
      (work, shard) = (header.work, header.shard)
    } catch {
      throw malformed(1, "\(error)")
    }
    blocks = try work.blocks(of: shard)
    chain = ResultsChain(header: Array(first))
    for (index, line) in lines.enumerated().dropFirst() {
      guard let object = chain.unlinking(line) else {
        throw malformed(
          index + 1, "it was altered, or does not follow from the lines before")
      }
      let block: BlockResult
      do {
        block = try BlockResult(parsing: object, of: work)
      } catch {
        throw malformed(index + 1, "\(error)")
      }
      let expected = blocks.lowerBound + index - 1
      guard block.block == expected, blocks.contains(expected) else {
        throw malformed(
          index + 1,
          "it is of block \(block.block), but "
            + (blocks.contains(expected)
              ? "\(expected) is next" : "the shard ends before"))
      }
      done.append(block)
    }
  }

  /// Adds what the next block came to, and returns its line.
  mutating func appending(_ block: BlockResult) -> [UInt8] {
    done.append(block)
    return chain.linking(block.line)
  }
}
