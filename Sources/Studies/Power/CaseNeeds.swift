import Dialects
import Formats
import Oracle
import Scenarios
import Vectors
import Verdicts

/// What a program must be able to do to run a case.
struct CaseNeeds: Sendable {
  let features: Set<Claim.Feature>
  let hyperparameters: Set<Hyperparameter>
  let schedules: Set<LearningRateSchedule.Kind>
  let scalars: String
  let arithmetic: FloatFormat

  init(_ vectorCase: VectorCase, _ scenario: Scenario) {
    features = vectorCase.neededFeatures
    hyperparameters = Set(
      scenario.groups.flatMap { group in
        Hyperparameter.allCases.filter { group.hyperparameters.uses($0) }
      })
    schedules = Set(scenario.groups.flatMap { $0.schedule?.kinds ?? [] })
    scalars = vectorCase.scalars
    arithmetic = scenario.arithmetic
  }

  /// Whether every program that runs a case of these needs also runs the other.
  func include(_ other: CaseNeeds) -> Bool {
    features.isSuperset(of: other.features)
      && hyperparameters.isSuperset(of: other.hyperparameters)
      && schedules.isSuperset(of: other.schedules) && scalars == other.scalars
      && arithmetic == other.arithmetic
  }
}

extension LearningRateSchedule {
  /// The kinds of the schedule and of what follows it.
  fileprivate var kinds: [Kind] {
    if case .warmUp(_, _, let next) = self { return [kind] + next.kinds }
    return [kind]
  }
}
