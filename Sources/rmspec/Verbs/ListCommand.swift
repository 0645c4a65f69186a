import ArgumentParser
import Conformance
import Dialects
import Reports

/// `rmspec list`: lists cases or dialects.
struct ListCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the cases, or the published dialects.",
    discussion: "Exit status: 0 something is listed; 2 usage; 4 no case fits.")

  @OptionGroup var filters: FilterOptions

  @Option(
    help: ArgumentHelp(
      "A published dialect by name, or values on axes.", valueName: "name|axis=value,…"))
  var dialect: String?

  @Flag(help: "List the published dialects instead of the cases.")
  var dialects = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    let filter = try filters.filter()
    let optimizers = filter.optimizers.isEmpty ? Optimizer.allCases : filter.optimizers
    let argument = try dialect.map { text throws(CommandError) in
      let argument = try DialectArgument(text)
      try argument.require(anyOf: optimizers)
      return argument
    }
    if dialects {
      guard filter.formats.isEmpty, filter.idParts.isEmpty else {
        throw CommandError.usage(
          "--dialects lists no cases; leave --format and --run out")
      }
      let list = DialectList(
        PublishedDialect.all.filter {
          optimizers.contains($0.dialect.optimizer) && argument?.matches($0) ?? true
        })
      try print(
        list, list.lines(console.style), isEmpty: list.dialects.isEmpty, on: console)
      return list.dialects.isEmpty ? .nothingRan : .success
    }
    let list = CaseList(try await vectors.library().cases(filter, dialect: argument))
    try print(list, list.lines(console.style), isEmpty: list.cases.isEmpty, on: console)
    return list.cases.isEmpty ? .nothingRan : .success
  }

  private func print(
    _ document: some Encodable, _ lines: [String], isEmpty: Bool, on console: Console
  ) throws {
    if json {
      console.print(try JSONReport.text(document))
    } else {
      console.print(lines)
    }
    if isEmpty { console.complain("nothing fits; leave a filter out") }
  }
}
