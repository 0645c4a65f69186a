import Verdicts

/// Why an adapter cannot be used at all.
///
/// A failure that concerns one case is a `CaseAnswer` instead.
public struct AdapterError: Error, Equatable, Sendable {
  /// The class of failure.
  public enum Kind: Sendable, Equatable {
    /// The command line cannot be split into words.
    case malformedCommand
    /// There is no such program.
    case programNotFound
    /// The program's file may not be executed.
    case notExecutable
    /// The system could not run the program.
    case spawnFailed
    /// The program did not introduce itself in time.
    case startTimedOut
    /// The program ended, or closed a pipe, before it introduced itself.
    case endedAtStart
    /// The program's introduction breaks the protocol.
    case garbledStart
    /// The program speaks another version of the protocol.
    case unsupportedProtocol
    /// The program itself said that it cannot start.
    case refused
    /// The program started once, but later not again.
    case restartsFailed
  }

  /// The class of failure.
  public var kind: Kind
  /// The command line.
  public var command: String
  /// What is wrong, in a line.
  public var problem: String
  /// How to mend it, in a line.
  public var remedy: String
  /// The end of what the program wrote to standard error; often empty.
  public var diagnostics: String
}

extension AdapterError: CustomStringConvertible {
  public var description: String {
    "adapter `\(command.shown())`: \(problem.shown()); \(remedy)"
      + quoted(diagnostics: diagnostics)
  }
}

/// The end of a program's standard error as it follows a message, or nothing.
func quoted(diagnostics: String) -> String {
  guard !diagnostics.isEmpty else { return "" }
  return diagnostics.shownLines()
    .reduce(into: "\nits standard error ended with") { $0 += "\n  | \($1)" }
}
