import ArgumentParser
import Deviations
import Dialects
import Formats
import Generation
import Reports
import Scenarios
import Studies
import Vectors

/// `rmspec faults`: what the golden vectors reject, and what they accept.
struct FaultsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "Measure what the golden vectors reject, and what they accept.",
    discussion: """
      Runs a catalogue of wrong implementations against the stored vectors and prints \
      which vector rejects each first.

      Exit status: 0 every fault is rejected, every pair of dialects is separated or \
      equal, every honest order is accepted; 1 otherwise.
      """)

  @Option(
    name: .customLong("fault"),
    help: ArgumentHelp("A fault; may be repeated.", valueName: "id"))
  var faultNames: [String] = []

  @OptionGroup var subset: SubsetOptions

  @Flag(help: "Mutate every operation of every rule instead of running the catalogue.")
  var mutants = false

  @Flag(help: "Tell the published dialects of each optimizer apart instead.")
  var matrix = false

  @Flag(help: "Run honest orders of evaluation, which must be accepted, instead.")
  var orders = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Run --orders on as many random inputs of each kind, rather than on the vectors.",
      valueName: "count"),
    transform: Numbers.integer(in: 1...100_000))
  var random: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What --random draws with (default: 1).", valueName: "number"),
    transform: Numbers.integer(in: 0...Int.max))
  var seed: Int = 1

  @Flag(help: "Count what each input rejects, and what only it rejects, instead.")
  var cases = false

  @Option(
    help: ArgumentHelp(
      "What faulty implementations claim and show: everything (default), parameters, or "
        + "smallest-claim, which is a rule and its parameters alone.",
      valueName: "extent"))
  var showing: PowerStudy.Exposure = .everything

  @Option(
    help: ArgumentHelp(
      "Take the cases of one mode of scalars alone (default: those of all).",
      valueName: "mode"))
  var scalars: Scenario.ScalarPrecision?

  @Flag(help: "Print the scores and what is not rejected only.")
  var brief = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    guard [mutants, matrix, orders, cases, !faultNames.isEmpty].count(where: { $0 }) <= 1
    else {
      throw CommandError.usage(
        "--mutants, --matrix, --orders, --cases and --fault exclude each other; give one")
    }
    guard random == nil || orders else {
      throw CommandError.usage("--random draws inputs for --orders; give that too")
    }
    let chosen = try faultNames.map(Names.fault)
    if let random { return try await tryOrders(onRandom: random, on: console) }
    guard showing == .everything && scalars == nil || !(matrix || orders || cases) else {
      throw CommandError.usage(
        "--showing and --scalars are about faults and mutants; leave out --matrix, "
          + "--orders and --cases")
    }
    let library = try vectors.library()
    if matrix { return try await compareDialects(library, on: console) }
    let files = try await load(library)
    guard !files.isEmpty else { return .nothingRan }
    if orders { return try await tryOrders(files, on: console) }
    let study = try PowerStudy(files, of: showing, scalars: scalars)
    if cases { return try await weighCases(study, on: console) }
    let bar = ProgressBar("trying faults", total: files.count, on: console)
    defer { bar.clear() }
    let rows =
      mutants
      ? try await study.mutantRows()
      : try await study.rows(of: chosen.isEmpty ? FaultCatalogue.all : chosen)
    bar.clear()
    let document = PowerDocument(rows)
    if json {
      console.print(document: try JSONReport.text(document))
    } else {
      console.print(PowerText.lines(document, lists: !brief, console.style))
    }
    return document.survivors.isEmpty ? .success : .mismatch
  }

  private func load(_ library: VectorLibrary) async throws -> [VectorFile] {
    let (optimizers, formats) = try selection()
    return try await library.files { published, format in
      optimizers.contains(published.dialect.optimizer) && formats.contains(format)
    }
  }

  private func compareDialects(
    _ library: VectorLibrary, on console: Console
  ) async throws -> ProgramStatus {
    let chosen = try selection().0
    let bar = ProgressBar(
      "comparing dialects", total: DialectMatrix.pairs(of: chosen).count, on: console)
    defer { bar.clear() }
    let result = try await DialectMatrix(library, optimizers: chosen) { bar.show($0) }
    bar.clear()
    if json {
      console.print(document: try JSONReport.text(result))
    } else {
      console.print(MatrixText.lines(result, lists: !brief, console.style))
    }
    return result.open.isEmpty ? .success : .mismatch
  }

  private func weighCases(
    _ study: PowerStudy, on console: Console
  ) async throws -> ProgramStatus {
    let kills = try await study.kills(of: FaultCatalogue.all)
    if json {
      console.print(document: try JSONReport.text(kills))
    } else {
      console.print(CaseWorthText.lines(kills, console.style))
    }
    return .success
  }

  private func tryOrders(
    _ files: [VectorFile], on console: Console
  ) async throws -> ProgramStatus {
    let bar = ProgressBar("trying orders", total: files.count, on: console)
    defer { bar.clear() }
    let rows = try await OrderStudy(files).rows { bar.show($0) }
    bar.clear()
    return try report(rows, counting: "cases", on: console)
  }

  private func tryOrders(
    onRandom count: Int, on console: Console
  ) async throws -> ProgramStatus {
    let (optimizers, formats) = try selection()
    let bar = ProgressBar(
      "trying orders", total: optimizers.count * formats.count, on: console)
    defer { bar.clear() }
    let rows = try await OrderStudy.randomRows(
      optimizers: optimizers, formats: formats, count: count, seed: UInt64(seed)
    ) { bar.show($0) }
    bar.clear()
    return try report(rows, counting: "values", on: console)
  }

  private func report(
    _ rows: [OrderStudy.Row], counting counted: String, on console: Console
  ) throws -> ProgramStatus {
    if json {
      console.print(document: try JSONReport.text(rows))
    } else {
      console.print(OrderText.lines(rows, counting: counted, console.style))
    }
    return rows.allSatisfy(\.rejectedBy.isEmpty) ? .success : .mismatch
  }

  /// The optimizers and formats that were chosen, or all.
  private func selection() throws -> ([OptimizerName], [FloatFormat]) {
    let (optimizers, formats) = (try subset.optimizers(), try subset.formats())
    // Formats of 8 bits have few vectors, for rounding rather than for faults.
    return (
      optimizers.isEmpty ? OptimizerName.allCases : optimizers,
      formats.isEmpty ? GoldenVectors.formats : formats
    )
  }
}

extension PowerStudy.Exposure: ExpressibleByArgument {}
extension Scenario.ScalarPrecision: ExpressibleByArgument {}
