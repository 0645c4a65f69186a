import Deviations
import Identification
import Reports
import Verdicts

/// `rmspec identify --random-edits`: implementations with an edit that nobody listed.
extension IdentifyCommand {
  /// The number of steps of the longest run that they are asked for.
  private static let longestRun = 257

  func identifyRandomEdits(
    _ count: Int, _ filter: CaseFilter, on console: Console
  ) async throws -> ProgramStatus {
    let drawn = EditedImplementation.drawn(
      count, seed: UInt64(seed), of: filter.optimizers)
    let bar = ProgressBar("identifying", total: drawn.count, on: console)
    var trials: [EditTrial] = []
    for implementation in drawn {
      trials.append(try await EditTrial(implementation, longestRun: Self.longestRun))
      bar.show(trials.count)
    }
    bar.clear()
    let table = EditTrialTable(trials)
    if json {
      console.print(document: try JSONReport.text(table.document))
    } else {
      console.print(table.lines(console.style))
    }
    guard !trials.isEmpty else { return .nothingRan }
    return table.allAreDescribed ? .success : .mismatch
  }
}
