import Dialects
import Formats
import Scenarios
import Verdicts

/// What a program must be able to do to run a case.
struct CaseNeeds: Sendable {
  let features: Set<Claim.Feature>
  let hyperparameters: Set<Hyperparameter>
  let schedules: Set<LearningRateSchedule.Kind>
  let scalars: Scenario.ScalarPrecision
  let arithmetic: FloatFormat
  /// Whether who claims nothing but the rule runs it.
  let areSmallest: Bool

  init(_ scenario: Scenario) {
    features = scenario.neededFeatures
    hyperparameters = Set(
      scenario.groups.flatMap { group in
        Hyperparameter.allCases.filter { group.hyperparameters.uses($0) }
      })
    schedules = Set(scenario.groups.flatMap { $0.schedule?.kinds ?? [] })
    scalars = scenario.scalars
    arithmetic = scenario.arithmetic
    areSmallest =
      features.isEmpty && schedules.isEmpty && scalars == .wide
      && arithmetic == scenario.storage
      && hyperparameters.allSatisfy { $0.neutral == nil || Self.always.contains($0) }
  }

  /// What a rule that knows it does not go without, though it could be 0.
  private static let always: Set<Hyperparameter> = [
    .epsilon, .epsilonRoot, .momentumDecay,
  ]

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
