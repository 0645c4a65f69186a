import ArgumentParser
import Dialects
import Formats
import Verdicts

/// Which cases are meant.
struct FilterOptions: ParsableArguments {
  @OptionGroup var subset: SubsetOptions

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("A part of the case's id; may be repeated.", valueName: "part"))
  var parts: [String] = []

  /// The filter, without a dialect.
  func filter() throws(CommandError) -> CaseFilter {
    var filter = CaseFilter()
    filter.optimizers = try subset.optimizers()
    filter.formats = try subset.formats()
    guard !parts.contains("") else {
      throw .usage("--run is empty; give a part of a case's id")
    }
    filter.idParts = parts
    return filter
  }
}
