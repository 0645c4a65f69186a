import ArgumentParser
import Dialects
import Formats

/// Which optimizers and formats are meant.
struct SubsetOptions: ParsableArguments {
  @Option(
    name: .customLong("optimizer"),
    help: ArgumentHelp("An optimizer; may be repeated.", valueName: "name"))
  var optimizerNames: [String] = []

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp("A storage format; may be repeated.", valueName: "name"))
  var formatNames: [String] = []

  /// The optimizers that were named; none means all.
  func optimizers() throws(CommandError) -> [OptimizerName] {
    var result: [OptimizerName] = []
    for name in optimizerNames { result.append(try Names.optimizer(name)) }
    return result
  }

  /// The formats that were named; none means all.
  func formats() throws(CommandError) -> [FloatFormat] {
    var result: [FloatFormat] = []
    for name in formatNames { result.append(try Names.format(name)) }
    return result
  }
}
