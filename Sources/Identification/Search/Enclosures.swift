import Vectors
import Dialects
import Formats
import Oracle
import Scenarios
import Synchronization
import Verdicts

/// The enclosures of candidates' answers to probes, each computed once.
///
/// Code paths of one optimizer, and its options, are mostly the same candidates.
final class Enclosures: Sendable {
  private let known = Mutex<[Key: [Checkpoint<BudgetEnclosure>]]>([:])

  /// Whether subnormal numbers may be flushed to zero.
  let flushes: Bool

  init(flushes: Bool = false) { self.flushes = flushes }

  /// The budget κ of the enclosures.
  static let budget = GoldenVectors.budget
  /// The steps after which a candidate that is far off has shown it.
  private static let first = 2

  struct Key: Hashable {
    let optimizer: OptimizerName
    let storage: String
    let arithmetic: String
    let probe: String
    let listsRows: Bool
    let held: [Hyperparameters]
    let behaviour: Family.Behaviour
    var isBeginning = false
  }

  /// The first departure of an answer from `execution`, which is a candidate's; if so
  /// asked, only one that no special value excuses.
  func departure(
    of answer: [Checkpoint<UInt64>], from execution: Execution, _ key: Key,
    _ probe: Probe,
    besideSpecialValues: Bool = false
  ) -> Departure<BudgetEnclosure>? {
    func first(_ walk: AnswerWalk<BudgetEnclosure>) -> Departure<BudgetEnclosure>? {
      besideSpecialValues
        ? walk.firstOrdinaryDeparture(of: answer, beside: probe.specialLanes)
        : walk.firstDeparture(of: answer)
    }
    let beginning = probe.checkpoints.filter { $0 <= Self.first }
    if beginning.count < probe.checkpoints.count, !beginning.isEmpty {
      var key = key
      key.isBeginning = true
      let enclosures = enclosures(of: execution, key, beginning)
      let walk = AnswerWalk(
        execution.scenario, expecting: enclosures, state: .whereAnswered)
      if let found = first(walk) { return found }
    }
    return first(walk(of: execution, key, probe.checkpoints))
  }

  /// The walk over answers beside the enclosures at `checkpoints`.
  func walk(
    of execution: Execution, _ key: Key, _ checkpoints: [Int]
  ) -> AnswerWalk<BudgetEnclosure> {
    AnswerWalk(
      execution.scenario, expecting: enclosures(of: execution, key, checkpoints),
      state: .whereAnswered)
  }

  /// The enclosures at `checkpoints`.
  private func enclosures(
    of execution: Execution, _ key: Key, _ checkpoints: [Int]
  ) -> [Checkpoint<BudgetEnclosure>] {
    if let known = known.withLock({ $0[key] }) { return known }
    let result = execution.budgetReading(
      budget: Self.budget, checkpoints: checkpoints, flushing: flushes)
    known.withLock { $0[key] = result }
    return result
  }
}

/// The enclosures in both modes of subnormal numbers.
struct EnclosurePair: Sendable {
  /// Those in which subnormal numbers are kept.
  let gradual = Enclosures()
  /// Those in which they may be flushed to zero.
  let flushed = Enclosures(flushes: true)
}
