import Verdicts
import ArgumentParser
import Deviations
import Dialects
import Identification
import Reports

/// `rmspec identify`: says which dialect an implementation computes.
struct IdentifyCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "identify",
    abstract: "Find out which dialect an implementation computes, or which fault it has.",
    discussion: """
      The program is asked to run small probes, and its answers are compared with those \
      of every dialect, live from the oracle. What it claims to be is no hint; where it \
      claims several values on an axis, it is told each of them in turn.

      Without --adapter the bundled library is identified; with --fault an \
      implementation that has a known fault. Unless --format is given, the widest is \
      tried first.

      Where no dialect and no known fault explains all answers, single edits of the rule \
      are tried, and the formula that the program computes is printed with the edited \
      lines marked.

      Exit status: 0 all identified; 1 something fits no dialect, or is no rule of \
      --profile; 2 usage; 3 the adapter failed; 4 nothing was asked or answered, or too \
      little to tell.
      """)

  @OptionGroup var subject: SubjectOptions

  @OptionGroup var subset: SubsetOptions

  @Option(
    name: .customLong("path"),
    help: ArgumentHelp(
      "A code path of the implementation; may be repeated.", valueName: "name"))
  var paths: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Identify as many faults, drawn at random, instead.", valueName: "count"),
    transform: Numbers.integer(in: 1...1000))
  var random: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Identify as many single edits of rules, drawn at random, instead.",
      valueName: "count"),
    transform: Numbers.integer(in: 1...1000))
  var randomEdits: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What random draws are made with (default: 1).", valueName: "number"),
    transform: Numbers.integer(in: 0...Int.max))
  var seed: Int = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask each claim for at most as many scenarios (default: 60 where each call takes "
        + "long, else no limit).", valueName: "count"),
    transform: Numbers.integer(in: 2...100_000))
  var scenarios: Int?

  @Option(
    help: ArgumentHelp(
      "Compare what is found with what a framework is known to compute.",
      discussion: "\"rmspec list --profiles\" lists the frameworks.",
      valueName: "framework"))
  var profile: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  /// An implementation in process can be asked for runs in which step numbers leave
  /// the integers of binary16.
  private static let faultyRun = 2049

  func perform(on console: Console) async throws -> ProgramStatus {
    let filter = try caseFilter()
    if let profile { _ = try Names.profile(profile) }
    if let random {
      guard subject.isBundled else {
        throw CommandError.usage("--random draws faults; leave --adapter and --fault out")
      }
      return try await identifyRandomFaults(random, filter, on: console)
    }
    if let randomEdits {
      guard subject.isBundled else {
        throw CommandError.usage(
          "--random-edits draws edits; leave --adapter and --fault out")
      }
      return try await identifyRandomEdits(randomEdits, filter, on: console)
    }
    let implementation = try subject.implementation(
      optimizer: filter.optimizers.first, on: console)
    let report: IdentificationReport
    do {
      report = try await identify(implementation, filter, on: console)
    } catch {
      await implementation.finish()
      throw error
    }
    await implementation.finish()
    let comparison = try profile.map {
      ProfileComparison(report, with: try Names.profile($0))
    }
    if json {
      console.print(
        document: try JSONReport.text(
          ComparedReport(report: report, comparison: comparison)))
    } else {
      console.print(
        IdentificationText(report).lines(console.style)
          + (comparison.map { ProfileComparisonText($0).lines(console.style) } ?? []))
    }
    let status = status(of: report)
    return status == .success && comparison?.agrees == false ? .mismatch : status
  }

  private func identify(
    _ implementation: any Implementation, _ filter: CaseFilter, on console: Console
  ) async throws -> IdentificationReport {
    let description = try await implementation.introduce()
    try description.requirePaths(paths)
    let identification = Identification(
      of: implementation, filter: filter,
      longestRun: implementation is FaultyImplementation ? Self.faultyRun : 257,
      scenarioLimit: scenarios)
    var progress = console
    progress.showsProgress = console.showsProgress && !subject.program.verbose
    let bar = ProgressBar(
      "identifying", total: identification.claims(of: description).count, on: progress)
    defer { bar.clear() }
    do {
      return try await identification.run { bar.show($0) }
    } catch let error as DialectError {
      throw CommandError(
        status: .adapter,
        message: "\(description.name): its introduction makes no sense: \(error)")
    }
  }

  private func caseFilter() throws(CommandError) -> CaseFilter {
    var filter = CaseFilter()
    filter.optimizers = try subset.optimizers()
    filter.formats = try subset.formats()
    filter.paths = paths
    return filter
  }

  private func status(of report: IdentificationReport) -> ProgramStatus {
    if !report.isIdentified { return .mismatch }
    var hasFailed = false
    for finding in report.findings {
      switch finding.outcome {
      case .identified: return report.hasFailure ? .adapter : .success
      case .failed: hasFailed = true
      case .unidentified, .silent, .possible: break
      }
    }
    return hasFailed ? .adapter : .nothingRan
  }

  // MARK: Faults at random

  private func identifyRandomFaults(
    _ count: Int, _ filter: CaseFilter, on console: Console
  ) async throws -> ProgramStatus {
    let drawn = FaultyImplementation.drawn(
      count, seed: UInt64(seed), of: filter.optimizers)
    let bar = ProgressBar("identifying", total: drawn.count, on: console)
    var results: [(FaultyImplementation, IdentificationReport)] = []
    for implementation in drawn {
      var filter = filter
      filter.optimizers = []
      results.append(
        (
          implementation,
          try await Identification(
            of: implementation, filter: filter, longestRun: Self.faultyRun
          ).run()
        ))
      bar.show(results.count)
    }
    bar.clear()
    let table = FaultIdentificationTable(
      results.map { ($0.0.fault.id, $0.0.dialect.description, $0.1) })
    if json {
      console.print(document: try JSONReport.text(table.document))
    } else {
      console.print(table.lines(console.style))
    }
    guard !results.isEmpty else { return .nothingRan }
    return table.allAreNamed ? .success : .mismatch
  }
}

extension IdentificationReport {
  /// Whether the implementation failed to answer a probe.
  fileprivate var hasFailure: Bool {
    findings.contains { $0.declined.contains(where: \.isFailure) }
  }
}

/// An identification, and how it compares with a profile if it was asked.
private struct ComparedReport: Encodable {
  let report: IdentificationReport
  let comparison: ProfileComparison?

  private enum CodingKeys: CodingKey { case comparison }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(comparison, forKey: .comparison)
  }
}
