import Subprocess

/// Reads lines of bounded length, one when it is asked for one.
///
/// Nothing is read ahead of the line, so a program that floods its output
/// blocks on its pipe and fills no memory.
struct LineReader {
  /// What was read.
  enum Outcome: Sendable {
    /// A line, without its line feed.
    case line([UInt8])
    /// A line that arrived together with what nobody had asked for.
    case lineAndMore([UInt8], more: [UInt8])
    /// A line longer than the limit.
    case tooLong(limit: Int)
    /// The end of the output, perhaps in the middle of a line.
    case end(isInsideLine: Bool)
  }

  private var chunks: SubprocessOutputSequence.Iterator

  /// Creates a reader of a program's output.
  init(_ output: SubprocessOutputSequence) { chunks = output.makeAsyncIterator() }

  /// Reads a line of at most `limit` bytes.
  mutating func next(upTo limit: Int) async -> Outcome {
    var line: [UInt8] = []
    // A failure to read is an end: nothing more can be learned from the pipe.
    while let chunk = try? await chunks.next() {
      let searched = line.count
      chunk.withUnsafeBytes { line += $0 }
      let end = line[searched...].firstIndex(of: UInt8(ascii: "\n"))
      guard (end ?? line.count) <= limit else { return .tooLong(limit: limit) }
      guard let end else { continue }
      let more = [UInt8](line[(end + 1)...])
      line.removeSubrange(end...)
      return more.isEmpty ? .line(line) : .lineAndMore(line, more: more)
    }
    return .end(isInsideLine: !line.isEmpty)
  }
}
