import Adapters
import ArgumentParser
import Verdicts

/// The program that speaks for an implementation, and what it may take.
struct AdapterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The program, with its arguments, quoted as for a shell.", valueName: "command"))
  var adapter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long the adapter may take for a case (default: 60).", valueName: "seconds"),
    transform: Numbers.seconds)
  var timeout: Double = 60

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long the adapter may take to start (default: 120).", valueName: "seconds"),
    transform: Numbers.seconds)
  var startTimeout: Double = 120

  @Flag(help: "Pass the adapter's standard error on.")
  var verbose = false

  /// The program, or nil if none was named.
  func process(on console: Console) throws(AdapterError) -> AdapterProcess? {
    guard let adapter else { return nil }
    var limits = AdapterLimits()
    limits.run = .seconds(timeout)
    limits.start = .seconds(startTimeout)
    return try AdapterProcess(adapter, limits: limits, passesDiagnosticsOn: verbose) {
      console.complain($0)
    }
  }
}
