import Bundled
import Dialects
import LiveCases
import Reports
import Verdicts

extension CheckCommand {
  /// Checks random cases.
  func checkRandom(
    _ count: Int, _ filter: CaseFilter, on console: Console
  ) async throws -> ProgramStatus {
    for (name, isGiven) in [
      ("--case", draft != nil), ("--live", live), ("--junit", junit != nil),
      ("--run", !filter.idParts.isEmpty), ("--skip", !filter.leftOutParts.isEmpty),
    ] where isGiven {
      throw CommandError.usage("\(name) does not go with --random; leave one of them out")
    }
    if let results = try draws.resultsFile() {
      return try await checkShard(count, filter, recordingIn: results, on: console)
    }
    let file = try draws.save.map(OutputFile.init)
    let implementation: any Implementation =
      try program.process(on: console) ?? BundledImplementation()
    let check = RandomCheck(
      of: implementation, filter: filter, seed: UInt64(draws.seed ?? 1))
    let found: (report: RandomReport, shrunk: [ShrunkCase])
    do {
      found = try await run(check, count, on: console)
    } catch {
      await implementation.finish()
      throw error
    }
    await implementation.finish()
    let (report, shrunk) = found
    if json {
      console.print(document: try JSONReport.text(RandomDocument(report, shrunk: shrunk)))
    } else {
      console.print(
        RandomText(report, shrunk: shrunk).lines(failures: failures, console.style))
    }
    if let shrunk = shrunk.first {
      if let file, let save = draws.save {
        try file.write(shrunk.draft)
        if !json { console.print(next(after: save)) }
      } else if !json {
        console.print(
          ["", "the case, for --case of check and explain:", ""]
            + shrunk.draft.split(separator: "\n").map(String.init))
      }
    }
    if report.hasMismatch { return .mismatch }
    if !report.failures.isEmpty { return .adapter }
    return report.conforming > 0 ? .success : .nothingRan
  }

  private func run(
    _ check: RandomCheck, _ count: Int, on console: Console
  ) async throws -> (RandomReport, [ShrunkCase]) {
    let description = try await check.implementation.introduce()
    try description.requirePaths(paths)
    var progress = console
    progress.showsProgress = console.showsProgress && !program.verbose
    let bar = ProgressBar("checking", total: count, on: progress)
    defer { bar.clear() }
    let first = draws.first ?? 0
    do {
      let report = try await check.run(
        Array(first..<first + count), of: description
      ) { bar.show($0) }
      return (report, try await check.shrink(report, limit: max(failures, 1)))
    } catch let error as DialectError {
      throw CommandError(
        status: .adapter,
        message: "\(description.name): its introduction makes no sense: \(error)")
    }
  }
}
