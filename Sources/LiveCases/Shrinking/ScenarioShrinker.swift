import Scenarios

/// Finds a simple run that still fails.
///
/// It tries simpler runs, the greatest cuts first, goes on from the first that fails, and
/// ends where none does (Claessen and Hughes, "QuickCheck", ICFP 2000).
struct ScenarioShrinker {
  /// Whether a run still fails.
  let fails: (Scenario) async throws -> Bool
  /// The most runs that are tried.
  var attemptLimit = 1500

  /// A run that fails, of which no simpler one that was tried does.
  func shrunk(_ scenario: Scenario) async throws -> (scenario: Scenario, attempts: Int) {
    var current = scenario
    var attempts = 0
    var stage = 0
    // Whatever a later cut makes possible is tried in another round.
    var hasChanged = false
    while true {
      var found = false
      for simplification in ScenarioSimplification.allCases.dropFirst(stage) {
        for candidate in simplification.candidates(of: current)
        where candidate.isWellFormed && candidate.isSimpler(than: current) {
          guard attempts < attemptLimit else { return (current, attempts) }
          attempts += 1
          if try await fails(candidate) {
            current = candidate
            found = true
            break
          }
        }
        if found { break }
        stage += 1
      }
      hasChanged = hasChanged || found
      if !found {
        guard hasChanged else { return (current, attempts) }
        (stage, hasChanged) = (0, false)
      }
    }
  }
}

extension Scenario {
  /// Whether the steps do not contradict those before them.
  var isWellFormed: Bool {
    guard case .listed(let steps) = steps, !steps.isEmpty, !tensors.isEmpty else {
      return false
    }
    var hasSaved = false
    for (index, step) in steps.enumerated() {
      if step.before.rewinds && !hasSaved { return false }
      hasSaved = hasSaved || step.before.saves
      if step.repeatsGradients,
        index == 0 || steps[index - 1].gradients != step.gradients
      {
        return false
      }
    }
    return true
  }
}
