import Reports
import Synchronization

@testable import rmspec

/// What a run of the command line left behind.
struct Run {
  var status: ProgramStatus
  var output: String
  var errors: String

  /// The lines of standard error.
  var errorLines: [Substring] { errors.split(separator: "\n") }

  /// Runs a command line in this process.
  init(_ arguments: [String], showsProgress: Bool = false) async {
    let (output, errors) = (Sink(), Sink())
    let console = Console(
      write: { output.append($0) }, writeError: { errors.append($0) },
      showsProgress: showsProgress)
    status = await RMSpec.execute(arguments, on: console)
    self.output = output.text
    self.errors = errors.text
  }

  /// Runs a command line whose words are separated by blanks.
  init(_ line: String) async {
    await self.init(line.split(separator: " ").map(String.init))
  }

  /// Standard output as JSON.
  func json<Document: Decodable>(_ type: Document.Type) throws -> Document {
    try JSONReport.document(type, from: output)
  }
}

/// Text that grows.
private final class Sink: Sendable {
  private let content = Mutex("")
  var text: String { content.withLock { $0 } }
  func append(_ more: String) { content.withLock { $0 += more } }
}
