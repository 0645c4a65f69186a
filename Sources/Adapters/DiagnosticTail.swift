import Subprocess
import Synchronization
import Verdicts

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The end of what a program writes to standard error.
final class DiagnosticTail: Sendable {
  /// The number of bytes that are kept.
  static let capacity = 4096

  private let bytes = Mutex<[UInt8]>([])
  /// The line that is not yet passed on, as its end is missing.
  private let line = Mutex<[UInt8]>([])
  private let isPassedOn: Bool

  /// Creates an empty tail.
  ///
  /// - Parameter isPassedOn: Whether our own standard error receives a copy.
  init(isPassedOn: Bool) { self.isPassedOn = isPassedOn }

  /// Reads to the end or until the task is cancelled, so that the program never
  /// waits for us.
  func drain(_ output: SubprocessOutputSequence) async {
    do {
      for try await chunk in output {
        guard !Task.isCancelled else { return }
        chunk.withUnsafeBytes(append)
      }
    } catch {
      // Diagnostics are a courtesy: a failure to read them must not count.
    }
    passOn([], isEnd: true)
  }

  private func append(_ chunk: UnsafeRawBufferPointer) {
    bytes.withLock { bytes in
      bytes += chunk.suffix(Self.capacity)
      bytes.removeFirst(max(0, bytes.count - Self.capacity))
    }
    passOn(chunk, isEnd: false)
  }

  /// Writes what is complete to our own standard error, where no terminal obeys it.
  private func passOn(_ chunk: some Collection<UInt8>, isEnd: Bool) {
    guard isPassedOn else { return }
    line.withLock { line in
      line += chunk
      // A line without an end must not gather without an end.
      let isDue = isEnd || line.count > Self.capacity
      let end = isDue ? line.endIndex : (line.lastIndex(of: 0x0a) ?? -1) + 1
      let text = String(decoding: line[..<end], as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.withoutControls() }.joined(separator: "\n")
      line.removeFirst(end)
      _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
  }

  /// The text, from the start of a line.
  var text: String {
    let bytes = bytes.withLock { $0 }
    var text = String(decoding: bytes, as: UTF8.self)[...]
    if bytes.count == Self.capacity, let end = text.firstIndex(where: \.isNewline) {
      text = text[text.index(after: end)...]
    }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
