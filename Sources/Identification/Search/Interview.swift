import Dialects
import Oracle
import Scenarios
import Vectors
import Verdicts

/// Puts probes to one claim of an implementation.
struct Interview: Sendable {
  let implementation: any Implementation
  let optimizer: OptimizerName
  let path: String?
  /// The axis values that the program is told.
  let dialect: [String: String]
  let scalars: Scenario.ScalarPrecision
  let readsState: Bool

  /// What the program says to a probe.
  func answer(to probe: Probe) async throws -> ProbeAnswer {
    var question = VectorCase(
      probe.scenario,
      id: "\(optimizer.rawValue)/identify/\(probe.scenario.storage.name)/\(probe.name)",
      section: "1", flags: [], comment: probe.purpose)
    question.scalars = scalars.rawValue
    let answer = try await implementation.answer(
      CaseRequest(
        optimizer: optimizer.rawValue, dialect: dialect, path: path, case: question,
        checkpoints: probe.checkpoints))
    return ProbeAnswer(answer, to: probe, readsState: readsState)
  }
}
