import Dialects
import Scenarios
import Verdicts

/// Puts probes to one claim of an implementation.
struct Interview: Sendable {
  let implementation: any Implementation
  let path: String?
  /// The dialect that the program is told to be.
  let dialect: Dialect
  let scalars: Scenario.ScalarPrecision
  let readsState: Bool
  /// The slots of the state that the program keeps with the other sign.
  let negated: Set<StateSlot>
  /// The places of ε that the program claims.
  let epsilonPlaces: Set<EpsilonPlace>

  /// What the program says to a probe.
  func answer(to probe: Probe) async throws -> CompleteAnswer {
    let optimizer = dialect.optimizer.rawValue
    let request = CaseRequest(
      id: "\(optimizer)/identify/\(probe.scenario.storage.name)/\(probe.name)",
      scenario: probe.scenario.carriedOut(as: told(probe), scalars: scalars),
      path: path, checkpoints: probe.checkpoints)
    let answer = try await implementation.answer(to: request, negating: negated)
    return CompleteAnswer(answer, to: request, readsState: readsState)
  }

  /// The dialect that the program is told, with ε where the probe has it if the program
  /// says that it may be there.
  private func told(_ probe: Probe) -> Dialect {
    let names = probe.scenario.groups.map(\.hyperparameters).flatMap { given in
      [Hyperparameter.epsilon, .epsilonRoot].filter(given.uses)
    }
    let place = EpsilonPlace(of: names)
    return epsilonPlaces.contains(place) ? dialect.placingEpsilon(place) : dialect
  }
}
