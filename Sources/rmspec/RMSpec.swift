import ArgumentParser
import Vectors

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The command line.
@main
struct RMSpec: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rmspec",
    abstract: "Is this optimizer right, and if not, since which step and why?",
    discussion: """
      Exit status: 0 all conform; 1 a mismatch, vectors that differ, or digits that \
      could not be decided; 2 usage: nothing was run and nothing written; 3 no mismatch, \
      but the adapter failed or broke the protocol, gnuplot failed, or standard output \
      could not be written; 4 nothing ran.
      """,
    version: RMSpecVersion.current,
    subcommands: [
      CheckCommand.self, MergeCommand.self, ListCommand.self, ShowCommand.self,
      TrajectoryCommand.self, IdentifyCommand.self, ExplainCommand.self,
      FaultsCommand.self, GenerateCommand.self, VerifyCommand.self, NewCommand.self,
      PlotCommand.self,
    ])

  static func main() async {
    Interruption.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let status = await execute(arguments, on: .standard)
    leave(OutputFailure.status(after: status, on: .standard))
  }

  /// Runs a command line and tells what it came to.
  ///
  /// Whatever goes wrong ends as a line on the console's standard error.
  static func execute(_ arguments: [String], on console: Console) async -> ProgramStatus {
    var command: any ParsableCommand
    do {
      command = try await asyncParseAsRoot(arguments)
      guard let verb = command as? any Verb else {
        // Help is a command of the parser's own, which throws its text.
        try command.run()
        return .success
      }
      return try await verb.perform(on: console)
    } catch  where exitCode(for: error) == .success {
      let text = fullMessage(for: error, columns: console.style.width ?? 80)
      console.print(document: text.hasSuffix("\n") ? text : text + "\n")
      return .success
    } catch {
      let failure = CommandError(error)
      console.complain(failure.message)
      return failure.status
    }
  }
}

/// Ends the process; in `RMSpec` a method of the parser's hides `exit`.
private func leave(_ status: ProgramStatus) -> Never { exit(status.rawValue) }

/// A verb of the command line.
protocol Verb: AsyncParsableCommand {
  /// Does what the verb says, writing to `console` only.
  func perform(on console: Console) async throws -> ProgramStatus
}

extension Verb {
  func run() async throws {
    let status = try await perform(on: .standard)
    if status != .success { throw ExitCode(status.rawValue) }
  }
}
