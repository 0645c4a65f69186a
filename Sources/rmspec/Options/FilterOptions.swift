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

  @Option(
    name: .customLong("skip"),
    help: ArgumentHelp(
      "A part of the id of cases to leave out; may be repeated.", valueName: "part"))
  var leftOut: [String] = []

  /// The filter, without a dialect.
  func filter() throws(CommandError) -> CaseFilter {
    var filter = CaseFilter()
    filter.optimizers = try subset.optimizers()
    filter.formats = try subset.formats()
    guard !parts.contains("") else {
      throw .usage("--run is empty; give a part of a case's id")
    }
    filter.idParts = parts
    guard !leftOut.contains("") else {
      throw .usage("--skip is empty; give a part of the ids of the cases to leave out")
    }
    filter.leftOutParts = leftOut
    return filter
  }
}
