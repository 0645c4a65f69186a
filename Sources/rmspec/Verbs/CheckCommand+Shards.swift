import Bundled
import Dialects
import LiveCases
import Reports
import Shards
import Verdicts

extension CheckCommand {
  /// Checks the random cases of a shard, and records what each came to.
  func checkShard(
    _ count: Int, _ filter: CaseFilter, recordingIn path: String, on console: Console
  ) async throws -> ProgramStatus {
    let implementation: any Implementation =
      try program.process(on: console) ?? BundledImplementation()
    let check = RandomCheck(
      of: implementation, filter: filter, seed: UInt64(draws.seed ?? 1))
    let results: ShardResults?
    do {
      results = try await run(check, count, recordingIn: path, on: console)
    } catch {
      await implementation.finish()
      throw error
    }
    await implementation.finish()
    guard let results else {
      console.print(
        "nothing ran: no claim has every hyperparameter that its rule needs")
      return .nothingRan
    }
    return try console.report(MergedResults(results), failures: failures, json: json)
  }

  /// Does what is left of the shard; nil if there is nothing to draw from.
  private func run(
    _ check: RandomCheck, _ count: Int, recordingIn path: String, on console: Console
  ) async throws -> ShardResults? {
    let description = try await check.implementation.introduce()
    try description.requirePaths(paths)
    do {
      guard
        let work = try check.work(count, of: description, command: program.adapter)
      else { return nil }
      var file = try ResultsFile(path, work: work, shard: draws.shard ?? .whole)
      if file.resumedCount > 0 {
        console.complain(
          "\(path): going on after \(file.resumedCount) of \(file.results.blocks.count) "
            + "blocks")
      }
      var progress = console
      progress.showsProgress = console.showsProgress && !program.verbose
      let bar = ProgressBar(
        "checking", total: work.items(ofBlocks: file.remaining).count, on: progress)
      defer { bar.clear() }
      var done = 0
      try await check.run(file.remaining, of: work, description) { block in
        try file.append(block)
        done += block.counts.items
        bar.show(done)
      }
      return file.results
    } catch let error as DialectError {
      throw CommandError(
        status: .adapter,
        message: "\(description.name): its introduction makes no sense: \(error)")
    }
  }
}

extension Console {
  /// Prints results of divided work, and says what they amount to.
  func report(
    _ results: MergedResults, failures: Int, json: Bool
  ) throws -> ProgramStatus {
    if json {
      print(document: try JSONReport.text(ResultsDocument(results)))
    } else {
      print(
        ResultsText(results).lines(failures: failures, style) + next(after: results))
    }
    let counts = results.counts
    if !counts.mismatching.isEmpty { return .mismatch }
    if !counts.failed.isEmpty { return .adapter }
    return counts.conforming > 0 ? .success : .nothingRan
  }

  /// The command that repeats the first item that went wrong, or that merges shards.
  private func next(after results: MergedResults) -> [String] {
    let counts = results.counts
    if let number = counts.mismatching.first ?? counts.failed.first {
      return results.work.repeating(number).map { ["next: \($0)"] } ?? []
    }
    return results.isWhole ? [] : ["next: rmspec merge FILE…, with those of all shards"]
  }
}

extension ShardedWork {
  /// The command that repeats an item by its number, where one does.
  fileprivate func repeating(_ number: Int) -> String? {
    switch kind {
    case .exhaustiveRounding: return nil
    case .randomSteps:
      return "make randomsteps ARGS="
        + quoted("--seed \(self["seed"] ?? "") --case \(number) --steps 1")
    case .randomCheck:
      var words = ["rmspec check --random 1 --first \(number)"]
      for name in ["seed", "adapter", "dialect", "profile"] {
        if let value = self[name] { words.append("--\(name) \(quoted(value))") }
      }
      for name in ["optimizer", "format", "path"] {
        for value in self[name]?.split(separator: ",") ?? [] {
          words.append("--\(name) \(quoted(String(value)))")
        }
      }
      return words.joined(separator: " ")
    }
  }
}
