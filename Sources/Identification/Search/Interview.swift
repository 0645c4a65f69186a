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
  /// The places of ε that the program claims.
  let epsilonPlaces: Set<EpsilonPlace>

  /// What the program says to a probe.
  func answer(to probe: Probe) async throws -> ProbeAnswer {
    var question = VectorCase(
      probe.scenario,
      id: "\(optimizer.rawValue)/identify/\(probe.scenario.storage.name)/\(probe.name)",
      section: "1", flags: [], comment: probe.purpose)
    question.scalars = scalars.rawValue
    let answer = try await implementation.answer(
      CaseRequest(
        optimizer: optimizer.rawValue, dialect: told(probe), path: path, case: question,
        checkpoints: probe.checkpoints))
    return ProbeAnswer(answer, to: probe, readsState: readsState)
  }

  /// The axis values that the program is told, with ε where the probe has it if the
  /// program says that it may be there.
  private func told(_ probe: Probe) -> [String: String] {
    let names = probe.scenario.groups.map(\.hyperparameters).flatMap { given in
      [Hyperparameter.epsilon, .epsilonRoot].filter(given.uses)
    }
    let place = EpsilonPlace(of: names)
    guard dialect[Axis.epsilonPlace.rawValue] != nil, epsilonPlaces.contains(place) else {
      return dialect
    }
    return dialect.merging([Axis.epsilonPlace.rawValue: place.rawValue]) { $1 }
  }
}
