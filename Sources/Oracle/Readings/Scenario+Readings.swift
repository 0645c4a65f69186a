import Dialects
import Scenarios

/// The readings of a scenario that is carried out as SPEC.md specifies it.
extension Scenario {
  /// The execution that SPEC.md specifies.
  private var specified: Execution { Execution(of: self) }

  /// The exact trajectory: what the rule gives in real arithmetic.
  ///
  /// See `Execution.exactReading(checkpoints:plan:)`.
  public func exactReading(
    checkpoints: [Int], plan: PrecisionPlan? = nil
  ) throws(OracleError) -> [Checkpoint<ExactValue>] {
    try specified.exactReading(checkpoints: checkpoints, plan: plan)
  }

  /// The reference bits: every operation correctly rounded in turn.
  ///
  /// See `Execution.roundedReading(checkpoints:)`.
  public func roundedReading(checkpoints: [Int]) -> [Checkpoint<UInt64>] {
    specified.roundedReading(checkpoints: checkpoints)
  }

  /// The enclosures of everything that a computation within the budget may give.
  ///
  /// See `Execution.budgetReading(budget:checkpoints:)`.
  public func budgetReading(
    budget: Double, checkpoints: [Int], flushing flushes: Bool = false
  ) -> [Checkpoint<BudgetEnclosure>] {
    specified.budgetReading(
      budget: budget, checkpoints: checkpoints, flushing: flushes)
  }

  /// The enclosures of a budget, and those for who flushes subnormal numbers.
  ///
  /// See `Execution.budgetReadings(budget:checkpoints:)`.
  public func budgetReadings(
    budget: Double, checkpoints: [Int]
  ) -> (gradual: [Checkpoint<BudgetEnclosure>], flushed: [Checkpoint<BudgetEnclosure>]?) {
    specified.budgetReadings(budget: budget, checkpoints: checkpoints)
  }

  /// How far a budget of κ = 1 reaches from the exact value, on the farther side.
  ///
  /// See `Execution.budgetUnits(checkpoints:)`.
  public func budgetUnits(checkpoints: [Int]) -> [Checkpoint<Double?>] {
    specified.budgetUnits(checkpoints: checkpoints)
  }

  /// The exact reading together with the units.
  ///
  /// See `Execution.exactReadingWithUnits(checkpoints:)`.
  public func exactReadingWithUnits(
    checkpoints: [Int]
  ) throws(OracleError) -> (exact: [Checkpoint<ExactValue>], units: [Checkpoint<Double?>])
  {
    try specified.exactReadingWithUnits(checkpoints: checkpoints)
  }

  /// κ*: the smallest budget whose enclosure contains an observed value.
  ///
  /// See `Execution.minimalBudget(of:lane:slot:step:limit:)`.
  public func minimalBudget(
    of observed: UInt64, lane: Lane, slot: StateSlot?, step: Int, limit: Double = 0x1p40
  ) -> Double {
    specified.minimalBudget(
      of: observed, lane: lane, slot: slot, step: step, limit: limit)
  }
}
