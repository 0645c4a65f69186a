import ArgumentParser
import Conformance
import Dialects
import Formats

/// Which cases are meant.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("optimizer"),
    help: ArgumentHelp("An optimizer; may be repeated.", valueName: "name"))
  var optimizers: [String] = []

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp("A storage format; may be repeated.", valueName: "name"))
  var formats: [String] = []

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("A part of the case's id; may be repeated.", valueName: "part"))
  var parts: [String] = []

  /// The filter, without a dialect.
  func filter() throws(CommandError) -> CaseFilter {
    var filter = CaseFilter()
    for name in optimizers { filter.optimizers.append(try Names.optimizer(name)) }
    for name in formats { filter.formats.append(try Names.format(name)) }
    guard !parts.contains("") else {
      throw .usage("--run is empty; give a part of a case's id")
    }
    filter.idParts = parts
    return filter
  }
}
