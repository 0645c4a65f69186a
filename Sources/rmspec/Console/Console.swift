import Reports
import Verdicts

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

  /// Writes a document that is free of control characters already.
  func print(document: String) { write(document) }

  /// Writes lines to standard output.
  ///
  /// Whatever a line quotes, it stays one, and the terminal obeys nothing in it.
  func print(_ lines: [String]) {
    write(lines.map { style.screened($0) + "\n" }.joined())
  }

  /// Writes a line to standard output.
  func print(_ line: String) { print([line]) }

  /// Writes an error message; what follows its first line is indented.
  func complain(_ message: String) {
    let lines = message.split(separator: "\n").map { $0.withoutControls() }
    writeError("rmspec: " + lines.joined(separator: "\n") + "\n")
  }
}

extension Console {
  /// The streams of this process.
  static let standard = Console(
    write: { text in
      do {
        try FileDescriptor.standardOutput.writeAll(text.utf8)
      } catch {
        OutputFailure.note(error)
      }
    },
    writeError: { _ = try? FileDescriptor.standardError.writeAll($0.utf8) },
    style: Terminal(descriptor: 1).style, showsProgress: Terminal(descriptor: 2).isCapable
  )
}
