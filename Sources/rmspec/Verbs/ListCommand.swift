import ArgumentParser
import Dialects
import Reports
import Verdicts

/// `rmspec list`: lists cases, dialects or frameworks.
struct ListCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the cases, the published dialects, or the frameworks.",
    discussion: "Exit status: 0 something is listed; 2 usage; 4 no case fits.")

  @OptionGroup var filters: FilterOptions

  @Option(
    help: ArgumentHelp(
      "A published dialect by name, or values on axes.", valueName: "name|axis=value,…"))
  var dialect: String?

  @Flag(help: "List the published dialects instead of the cases.")
  var dialects = false

  @Flag(help: "List the frameworks whose rules are known, and their optimizers.")
  var profiles = false

  @Flag(help: "List what frameworks do that no dialect says.")
  var unreached = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    let filter = try filters.filter()
    guard [dialects, profiles, unreached].count(where: \.self) <= 1 else {
      throw CommandError.usage(
        "--dialects, --profiles and --unreached exclude each other")
    }
    if profiles || unreached { return try listFrameworks(filter, on: console) }
    let optimizers =
      filter.optimizers.isEmpty ? OptimizerName.allCases : filter.optimizers
    let argument = try dialect.map { text throws(CommandError) in
      let argument = try DialectArgument(text)
      try argument.require(anyOf: optimizers)
      return argument
    }
    if dialects {
      guard filter.formats.isEmpty, !filter.picksByID else {
        throw CommandError.usage(
          "--dialects lists no cases; leave --format, --run and --skip out")
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

  /// Lists frameworks, or what no dialect says of them.
  private func listFrameworks(
    _ filter: CaseFilter, on console: Console
  ) throws -> ProgramStatus {
    let option = profiles ? "--profiles" : "--unreached"
    guard dialect == nil, filter.formats.isEmpty, !filter.picksByID else {
      throw CommandError.usage(
        "\(option) lists no cases; leave --dialect, --format, --run and --skip out")
    }
    guard !unreached else {
      guard filter.optimizers.isEmpty else {
        throw CommandError.usage("--unreached lists everything; leave --optimizer out")
      }
      let list = UnreachedList(UnreachedBehaviour.all)
      try print(list, list.lines(console.style), isEmpty: false, on: console)
      return .success
    }
    let list = ProfileList(
      FrameworkProfile.all,
      optimizers: filter.optimizers.isEmpty ? OptimizerName.allCases : filter.optimizers)
    try print(
      list, list.lines(console.style), isEmpty: list.profiles.isEmpty, on: console)
    return list.profiles.isEmpty ? .nothingRan : .success
  }

  private func print(
    _ document: some Encodable, _ lines: [String], isEmpty: Bool, on console: Console
  ) throws {
    if json {
      console.print(document: try JSONReport.text(document))
    } else {
      console.print(lines)
    }
    if isEmpty { console.complain("nothing fits; leave a filter out") }
  }
}
