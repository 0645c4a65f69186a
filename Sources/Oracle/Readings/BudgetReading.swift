import Formats
import HonestOrders
import Multiprecision
import Scenarios

extension BudgetEnclosure {
  /// What a computation within a budget may store, given what it may give; the ends
  /// are rounded outward to the storage format.
  init(_ value: borrowing Interval, storage: FloatFormat) {
    guard var (low, high) = value.outward(to: storage) else {
      self.init(nil)
      return
    }
    if !value.isNaN {
      // Without infinities there is nothing beyond the largest value: a number
      // between it and the overflow threshold is stored as that.
      if storage.isNaN(low) { low = storage.encode(-storage.greatestFinite) }
      if storage.isNaN(high) { high = storage.greatestFiniteBits }
    }
    self.init(Bounds(low: low, high: high))
  }
}

extension Execution {
  /// The precision of budget enclosures: their width is some units in the last
  /// place of the format, so 64 bits more lose nothing that matters.
  var budgetPrecision: Int {
    max(scenario.arithmetic.precision, scenario.storage.precision, 53) + 64
  }

  /// The enclosures of everything that a computation within the budget may give.
  ///
  /// - Parameters:
  ///   - budget: κ: each operation, and each scalar handed to the elements, may
  ///     be off by κ unit roundoffs plus κ halves of the smallest subnormal.
  ///   - checkpoints: The steps after which values are wanted.
  ///   - admissions: What is admitted besides errors of operations: everything, unless
  ///     it is asked who needs what.
  public func budgetReading(
    budget: Double, checkpoints: [Int], admitting admissions: [Admission] = Admission.all
  ) -> [Checkpoint<BudgetEnclosure>] {
    let trajectory = Trajectory(self, admitting: admissions)
    let machine = IntervalMachine(
      self, registerCount: trajectory.registerCount, precision: budgetPrecision,
      budget: budget)
    return trajectory.collect(on: machine, checkpoints: Set(checkpoints)) {
      register, slot in
      machine.withRegister(register) { value in
        BudgetEnclosure(value, storage: scenario.format(of: slot))
      }
    }
  }

  /// How far a budget of κ = 1 reaches from the exact value, on the farther
  /// side: the unit in which deviations are measured.
  ///
  /// - Returns: Upper bounds with 53 bits; nil where the rule has no stable
  ///   value or the reach is infinite.
  public func budgetUnits(checkpoints: [Int]) -> [Checkpoint<Double?>] {
    let trajectory = Trajectory(self)
    func machine(_ precision: Int, _ budget: Double?) -> IntervalMachine {
      IntervalMachine(
        self, registerCount: trajectory.registerCount, precision: precision,
        budget: budget)
    }
    // Both runs visit the same registers in the same order.
    let exact = machine(PrecisionPlan.openLoop.initial, nil)
    let centres = trajectory.collect(on: exact, checkpoints: Set(checkpoints)) {
      register, _ in
      exact.withRegister(register) { IntervalBox($0) }
    }
    var remaining = centres.flatMap { checkpoint in
      checkpoint.tensors.flatMap { $0.parameter + $0.state.flatMap(\.values) }
    }[...]
    let unit = machine(budgetPrecision, 1)
    return trajectory.collect(on: unit, checkpoints: Set(checkpoints)) {
      register, _ in
      let centre = remaining.removeFirst()
      return unit.withRegister(register) { $0.reach(from: centre.interval) }
    }
  }
}

/// An interval that can be kept in an array.
private final class IntervalBox: Sendable {
  let interval: Interval

  init(_ interval: borrowing Interval) { self.interval = interval.copy() }
}

extension Interval {
  /// An upper bound of the distance from a point of `centre` to the farther
  /// endpoint, or nil if it is unbounded or undefined; 0 for a certain NaN.
  borrowing func reach(from centre: borrowing Interval) -> Double? {
    if isNaN && centre.isNaN { return 0 }
    if isNaN || isIndeterminate || centre.isNaN || centre.isIndeterminate { return nil }
    if isPoint && lower.isInfinite { return 0 }
    var above = BigFloat(precision: 64)
    above.setDifference(upper, centre.lower, rounding: .up)
    var below = BigFloat(precision: 64)
    below.setDifference(centre.upper, lower, rounding: .up)
    let reach = max(above.toDouble(.up), below.toDouble(.up))
    return reach.isFinite ? max(reach, 0) : nil
  }
}
