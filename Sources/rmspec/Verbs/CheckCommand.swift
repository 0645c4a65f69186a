import ArgumentParser
import Bundled
import Dialects
import LiveCases
import Reports
import Vectors
import Verdicts

/// `rmspec check`: holds an implementation to the golden vectors.
struct CheckCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Hold an implementation to the golden vectors.",
    discussion: """
      Without --adapter the bundled library is checked, in process.

      The cases are those of the published vectors. Where there are none for a claim, in \
      a format, they are computed; --live computes them for every dialect that is \
      claimed, and --random draws others.

      Exit status: 0 all conform; 1 a value mismatches, whatever else failed; 2 usage, \
      or the adapter could not be run; 3 no mismatch, but the adapter failed in a case, \
      did not start or broke the protocol; 4 nothing ran: no case was selected, or all \
      were skipped.
      """)

  @OptionGroup var program: AdapterOptions

  @OptionGroup var filters: FilterOptions

  @Option(
    name: .customLong("path"),
    help: ArgumentHelp(
      "A code path of the implementation; may be repeated.", valueName: "name"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check as if the implementation had claimed this dialect.",
      discussion: "A name, or values on axes; the others stay as claimed.",
      valueName: "name|axis=value,…"))
  var dialect: String?

  @Option(
    help: ArgumentHelp(
      "Check as if the implementation had claimed what this framework computes.",
      discussion: "\"rmspec list --profiles\" lists the frameworks.",
      valueName: "framework"))
  var profile: String?

  @Flag(
    help: ArgumentHelp(
      "Compute the cases of every dialect that is claimed; read no file.",
      discussion: """
        Otherwise cases are computed where no file has any for a claim in a format.
        """))
  var live = false

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      "Check the cases of a draft, as \"rmspec new\" takes it, and no others.",
      valueName: "file"))
  var draft: String?

  @OptionGroup var draws: RandomOptions

  @OptionGroup var vectors: VectorOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("Write the result as JUnit XML as well.", valueName: "file"))
  var junit: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many failures are printed in full (default: 5).", valueName: "count"),
    transform: Numbers.integer(in: 0...1_000_000))
  var failures: Int = 5

  func perform(on console: Console) async throws -> ProgramStatus {
    let filter = try caseFilter()
    if let count = draws.random {
      return try await checkRandom(count, filter, on: console)
    }
    try draws.requireNone()
    let junitFile = try junit.map(OutputFile.init)
    let library = try vectors.library()
    let implementation: any Implementation =
      try program.process(on: console) ?? BundledImplementation()
    let makesCases =
      live || profile != nil || LiveDialectCases.isComplete(library.manifest)
    let check = ConformanceCheck(
      of: implementation, against: library, filter: filter,
      maker: makesCases ? LiveDialectCases() : nil,
      ownCases: try draft.map { try VectorFile(completingDraftAt: $0) })
    let outcome: (report: CheckReport, cases: [ConformanceCheck.SelectedCase])
    do {
      outcome = try await run(check, on: console)
    } catch {
      await implementation.finish()
      throw error
    }
    await implementation.finish()
    let (report, cases) = outcome
    let byID = Dictionary(
      cases.map { ($0.vectorCase.id, $0.vectorCase) },
      uniquingKeysWith: { first, _ in first })
    try junitFile?.write(JUnitReport(report, cases: byID).text())
    if json {
      console.print(document: try JSONReport.text(CheckDocument(report)))
    } else {
      console.print(
        CheckSummary(report, cases: byID).lines(failures: failures, console.style)
          + next(after: report))
    }
    return status(of: report)
  }

  private func run(
    _ check: ConformanceCheck, on console: Console
  ) async throws -> (CheckReport, [ConformanceCheck.SelectedCase]) {
    let description = try await check.implementation.introduce()
    try description.requirePaths(paths)
    let cases = try await select(check, description)
    // What the adapter says would tear the bar apart.
    var progress = console
    progress.showsProgress = console.showsProgress && !program.verbose
    let bar = ProgressBar("checking", total: cases.count, on: progress)
    defer { bar.clear() }
    let verdicts = try await check.run(cases) { bar.show($0) }
    let report = try await CheckReport(
      description, dataVersion: check.library.manifest.dataVersion, cases: cases,
      verdicts: verdicts, claims: check.coverage(of: description, by: cases),
      leftOut: check.leftOut(of: description))
    return (report, cases)
  }

  private func caseFilter() throws(CommandError) -> CaseFilter {
    var filter = try filters.filter()
    filter.paths = paths
    if let dialect {
      let argument = try DialectArgument(dialect)
      try argument.require(
        anyOf: filter.optimizers.isEmpty ? OptimizerName.allCases : filter.optimizers)
      filter.dialect = argument.override
    }
    if let profile {
      guard dialect == nil else {
        throw .usage("--dialect and --profile say both what is claimed; give one")
      }
      filter.profile = try Names.profile(profile)
      if let profile = filter.profile {
        for optimizer in filter.optimizers {
          do throws(DialectError) {
            _ = try profile.rules(of: optimizer)
          } catch {
            throw .usage("\(error)")
          }
        }
      }
    }
    if live { filter.live = .all }
    return filter
  }

  /// Selects cases; a claim that makes no sense is the adapter's fault, unless
  /// it was told to be something that it has no axis or name for.
  private func select(
    _ check: ConformanceCheck, _ description: ImplementationDescription
  ) async throws -> [ConformanceCheck.SelectedCase] {
    do {
      return try await check.select(description)
    } catch let error as DialectError {
      switch error {
      case .unknownAxis, .unknownValue, .unknownDialect:
        if dialect != nil { throw error }
      default: break
      }
      throw CommandError(
        status: .adapter,
        message: "\(description.name): its introduction makes no sense: \(error)")
    }
  }

  private func status(of report: CheckReport) -> ProgramStatus {
    if report.mismatchCount > 0 { return .mismatch }
    if report.failureCount > 0 { return .adapter }
    return report.ranCount > 0 ? .success : .nothingRan
  }
}
