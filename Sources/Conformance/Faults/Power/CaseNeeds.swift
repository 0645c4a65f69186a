import Dialects
import Formats
import Oracle

/// What a program must be able to do to run a case.
struct CaseNeeds: Sendable {
  let features: Set<Claim.Feature>
  let hyperparameters: Set<Hyperparameter>
  let scalars: String
  let arithmetic: FloatFormat

  init(_ vectorCase: VectorCase, _ scenario: Scenario) {
    features = vectorCase.neededFeatures
    hyperparameters = Set(
      scenario.groups.flatMap { group in
        Hyperparameter.allCases.filter { group.hyperparameters.uses($0) }
      })
    scalars = vectorCase.scalars
    arithmetic = scenario.arithmetic
  }

  /// Whether every program that runs a case of these needs also runs the other.
  func include(_ other: CaseNeeds) -> Bool {
    features.isSuperset(of: other.features)
      && hyperparameters.isSuperset(of: other.hyperparameters)
      && scalars == other.scalars && arithmetic == other.arithmetic
  }
}
