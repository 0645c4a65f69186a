import Dialects
import Formats
import Oracle
import Synchronization

/// The enclosures of candidates' answers to probes, each computed once.
///
/// Code paths of one optimizer, and its options, are mostly the same candidates.
final class Enclosures: Sendable {
  private let known = Mutex<[Key: [Checkpoint<BudgetEnclosure>]]>([:])

  /// The budget κ of the enclosures.
  static let budget = VectorGenerator.budget
  /// The steps after which a candidate that is far off has shown it.
  private static let first = 2

  struct Key: Hashable {
    let optimizer: OptimizerName
    let storage: String
    let arithmetic: String
    let probe: String
    let listsRows: Bool
    let terms: Set<Hyperparameter>
    let behaviour: Family.Behaviour
    var isBeginning = false
  }

  /// The first departure of an answer from `scenario`, which is a candidate's.
  func departure(
    of answer: [ObservedValues], from scenario: Scenario, _ key: Key, _ probe: Probe
  ) -> Departure? {
    let beginning = probe.checkpoints.filter { $0 <= Self.first }
    if beginning.count < probe.checkpoints.count, !beginning.isEmpty {
      var key = key
      key.isBeginning = true
      let enclosures = enclosures(of: scenario, key, beginning)
      if let found = scenario.departure(of: answer, from: enclosures) { return found }
    }
    return scenario.departure(
      of: answer, from: enclosures(of: scenario, key, probe.checkpoints))
  }

  /// The enclosures at `checkpoints`.
  func enclosures(
    of scenario: Scenario, _ key: Key, _ checkpoints: [Int]
  ) -> [Checkpoint<BudgetEnclosure>] {
    if let known = known.withLock({ $0[key] }) { return known }
    let result = scenario.budgetReading(budget: Self.budget, checkpoints: checkpoints)
    known.withLock { $0[key] = result }
    return result
  }
}
