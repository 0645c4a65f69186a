import Adapters
import ArgumentParser
import Dialects
import Generation
import Oracle
import Reports
import Shards
import Vectors

/// An error that ends the run, with the line that says so.
struct CommandError: Error, Equatable {
  var status: ProgramStatus
  var message: String

  /// A mistake in what was asked.
  static func usage(_ message: String) -> CommandError {
    // Room for the longest list of names that may have been meant.
    CommandError(status: .usage, message: message.shown(upTo: 4000))
  }
}

extension CommandError {
  /// What to tell of any error.
  init(_ error: any Error) {
    switch error {
    case let error as CommandError: self = error
    case let error as DialectError: self = .usage("\(error)")
    case let error as VectorError: self = .usage("\(error)")
    case let error as VectorGenerator.WriteError: self = .usage("\(error)")
    case let error as ShardError: self = .usage("\(error)")
    case let error as AdapterError: self.init(error)
    case let error as GenerationError:
      self.init(status: .mismatch, message: "\(error)")
    case let error as OracleError:
      self.init(status: .mismatch, message: "\(error)")
    case let error as Gnuplot.Failure: self.init(error)
    case is CancellationError:
      self.init(status: .adapter, message: "interrupted")
    default: self.init(parsing: error)
    }
  }

  /// A program that could not be run at all is a mistake in the command line.
  private init(_ error: AdapterError) {
    switch error.kind {
    case .malformedCommand, .programNotFound, .notExecutable, .spawnFailed,
      .unsupportedProtocol:
      self = .usage("\(error)")
    case .startTimedOut, .endedAtStart, .garbledStart, .refused, .restartsFailed:
      self.init(status: .adapter, message: "\(error)")
    }
  }

  /// Without gnuplot nothing runs; gnuplot that fails has run.
  private init(_ error: Gnuplot.Failure) {
    switch error {
    case .missing, .unfit: self = .usage("\(error)")
    case .failed: self.init(status: .adapter, message: "\(error)".shown())
    }
  }

  /// The parser's own errors take several lines, of which the last says where
  /// to find help.
  private init(parsing error: any Error) {
    let message = RMSpec.message(for: error)
    let help = RMSpec.fullMessage(for: error).split(separator: "\n")
      .last { $0.contains("--help'") }?
      .split(separator: "'").dropFirst().first
    let remedy = help.map { "; see \"\($0)\"" } ?? ""
    var problem = message.isEmpty ? "\(error)" : message
    if problem.hasSuffix(".") { problem.removeLast() }
    self = .usage(problem + remedy)
  }
}
