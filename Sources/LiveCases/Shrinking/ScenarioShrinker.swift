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
    func simpler(by way: ScenarioSimplification) async throws -> Scenario? {
      for candidate in way.candidates(of: current)
      where attempts < attemptLimit && candidate.isWellFormed
        && candidate.isSimpler(than: current)
      {
        attempts += 1
        if try await fails(candidate) { return candidate }
      }
      return nil
    }
    var before: Scenario
    // What one way makes possible, another may in the next round.
    repeat {
      before = current
      for way in ScenarioSimplification.allCases {
        while let found = try await simpler(by: way) { current = found }
      }
    } while current != before
    return (current, attempts)
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
