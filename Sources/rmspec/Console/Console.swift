import Reports

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Where a verb writes.
struct Console: Sendable {
  /// Writes to standard output.
  var write: @Sendable (String) -> Void
  /// Writes to standard error.
  var writeError: @Sendable (String) -> Void
  /// How standard output is dressed.
  var style = TerminalStyle.plain
  /// Whether standard error is a terminal that shows progress.
  var showsProgress = false

  /// Writes a line to standard output.
  func print(_ line: String) { write(line.hasSuffix("\n") ? line : line + "\n") }

  /// Writes lines to standard output.
  func print(_ lines: [String]) {
    write(lines.map { $0 + "\n" }.joined())
  }

  /// Writes an error message.
  func complain(_ message: String) { writeError("rmspec: \(message)\n") }
}

extension Console {
  /// The streams of this process.
  static let standard = Console(
    write: { _ = try? FileDescriptor.standardOutput.writeAll($0.utf8) },
    writeError: { _ = try? FileDescriptor.standardError.writeAll($0.utf8) },
    style: Terminal(descriptor: 1).style, showsProgress: Terminal(descriptor: 2).isCapable
  )
}
