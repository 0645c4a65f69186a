import Dialects
import Formats
import HonestOrders
import Multiprecision
import Scenarios

extension BudgetEnclosure {
  /// What a computation within a budget may store, given what it may give: the values of
  /// the storage format inside.
  init(_ value: borrowing Interval, storage: FloatFormat) {
    self.init(value.values(of: storage).map { Bounds(low: $0.least, high: $0.greatest) })
  }
}

extension Execution {
  /// The precision that budget enclosures are first computed with: their width is some
  /// units in the last place of the format, so that 64 bits more decide nearly all.
  private var budgetPrecision: Int {
    max(scenario.arithmetic.precision, scenario.storage.precision, 53) + 64
  }

  /// Doubles the precision until `decide` has a result.
  ///
  /// An end that is a value of the format, and yet the result of inexact operations, is
  /// never decided. Beyond the cap nothing is said of anything.
  private func decided<Result>(
    _ decide: (_ precision: Int) -> Result?, otherwise: (_ precision: Int) -> Result
  ) -> Result {
    var precision = budgetPrecision
    while precision <= Self.budgetPrecisionCap {
      if let result = decide(precision) { return result }
      precision *= 2
    }
    return otherwise(Self.budgetPrecisionCap)
  }

  /// The precision, in bits, beyond which no end is decided.
  static var budgetPrecisionCap: Int { 4096 }

  /// Reads the enclosures of a budget in interval arithmetic, outside or inside of those
  /// that exact ends would give.
  private func enclosures<Value: Sendable>(
    budget: Double?, _ checkpoints: [Int], _ trajectory: Trajectory, precision: Int,
    _ side: Interval.Side, flushes: Bool = false,
    read: (borrowing Interval, StateSlot?) -> Value
  ) -> (values: [Checkpoint<Value>], hasMetSubnormals: Bool) {
    let machine = IntervalMachine(
      self, registerCount: trajectory.registerCount, precision: precision,
      budget: budget, side: side, flushes: flushes)
    let values = trajectory.collect(on: machine, checkpoints: Set(checkpoints)) {
      register, slot in
      machine.withRegister(register) { read($0, slot) }
    }
    return (values, machine.hasMetSubnormals)
  }

  /// The values that a computation within the budget may give: the least and the
  /// greatest value of the storage format inside the enclosure that real interval
  /// arithmetic yields.
  ///
  /// Enclosures outside and inside of that one are computed with more and more
  /// precision, until both contain the same values of the format.
  ///
  /// - Parameters:
  ///   - budget: κ: each operation, and each scalar handed to the elements, may
  ///     be off by κ unit roundoffs plus κ halves of the smallest subnormal.
  ///   - checkpoints: The steps after which values are wanted.
  ///   - admissions: What is admitted besides errors of operations: everything, unless
  ///     it is asked who needs what.
  ///   - flushes: Whether subnormal numbers may be flushed to zero (SPEC §15.5).
  public func budgetReading(
    budget: Double, checkpoints: [Int], admitting admissions: [Admission] = Admission.all,
    flushing flushes: Bool = false
  ) -> [Checkpoint<BudgetEnclosure>] {
    reading(budget, checkpoints, admissions, flushes: flushes).values
  }

  /// The values that a computation within the budget may give, and those that one may
  /// give that flushes subnormal numbers to zero; nil if these are the same, since there
  /// are no such numbers.
  public func budgetReadings(
    budget: Double, checkpoints: [Int]
  ) -> (gradual: [Checkpoint<BudgetEnclosure>], flushed: [Checkpoint<BudgetEnclosure>]?) {
    let gradual = reading(budget, checkpoints, Admission.all, flushes: false)
    guard gradual.hasMetSubnormals else { return (gradual.values, nil) }
    return (
      gradual.values,
      reading(budget, checkpoints, Admission.all, flushes: true).values
    )
  }

  private func reading(
    _ budget: Double, _ checkpoints: [Int], _ admissions: [Admission], flushes: Bool
  ) -> (values: [Checkpoint<BudgetEnclosure>], hasMetSubnormals: Bool) {
    let trajectory = Trajectory(self, admitting: admissions)
    func reading(
      _ precision: Int, _ side: Interval.Side
    ) -> (values: [Checkpoint<BudgetEnclosure>], hasMetSubnormals: Bool) {
      enclosures(
        budget: budget, checkpoints, trajectory, precision: precision, side,
        flushes: flushes
      ) { BudgetEnclosure($0, storage: scenario.format(of: $1)) }
    }
    return decided { precision in
      let (outer, inner) = (reading(precision, .outer), reading(precision, .inner))
      return outer.values.allValues() == inner.values.allValues() ? outer : nil
    } otherwise: { precision in
      // What is still open admits everything.
      let (outer, inner) = (reading(precision, .outer), reading(precision, .inner))
      var other = inner.values.allValues()[...]
      let values = outer.values.mapValues {
        $0 == other.removeFirst() ? $0 : BudgetEnclosure(nil)
      }
      return (values, outer.hasMetSubnormals)
    }
  }

  /// How far a budget of κ = 1 reaches from the exact value, on the farther
  /// side: the unit in which deviations are measured.
  ///
  /// - Returns: The reach rounded up to 53 bits; nil where the rule has no stable
  ///   value, the reach is infinite, or it is not decided.
  public func budgetUnits(checkpoints: [Int]) -> [Checkpoint<Double?>] {
    budgetUnits(checkpoints: checkpoints, centres: nil)
  }

  /// The exact reading together with the units, which start from the same balls.
  public func exactReadingWithUnits(
    checkpoints: [Int]
  ) throws(OracleError) -> (exact: [Checkpoint<ExactValue>], units: [Checkpoint<Double?>])
  {
    var centres: [IntervalBox] = []
    let precision = PrecisionPlan.openLoop(steps: checkpoints.max() ?? 0).initial
    let balls = ballReading(checkpoints: checkpoints, precision: precision) {
      centres.append(IntervalBox($0.interval()))
    }
    if let balls {
      return (balls, budgetUnits(checkpoints: checkpoints, centres: centres))
    }
    let exact = try exactReading(checkpoints: checkpoints)
    return (exact, budgetUnits(checkpoints: checkpoints, centres: nil))
  }

  /// - Parameter known: Enclosures of the exact values, if they are known.
  private func budgetUnits(
    checkpoints: [Int], centres known: [IntervalBox]?
  ) -> [Checkpoint<Double?>] {
    let trajectory = Trajectory(self)
    func reading(
      _ precision: Int, _ side: Interval.Side, _ centres: [IntervalBox]
    ) -> [Checkpoint<Double?>] {
      // Both runs visit the same registers in the same order.
      var remaining = centres[...]
      return enclosures(budget: 1, checkpoints, trajectory, precision: precision, side) {
        enclosure, _ in
        enclosure.reach(from: remaining.removeFirst().interval)
      }.values
    }
    func bothSides(_ precision: Int) -> (outer: [Checkpoint<Double?>], inner: [Double?]) {
      // With more precision more is asked of the exact values, too.
      let centres =
        (precision == budgetPrecision ? known : nil)
        ?? exactEnclosures(checkpoints, trajectory, precision: precision)
      return (
        reading(precision, .outer, centres),
        reading(precision, .inner, centres).allValues()
      )
    }
    return decided { precision in
      let (outer, inner) = bothSides(precision)
      return outer.allValues() == inner ? outer : nil
    } otherwise: { precision in
      let (outer, inner) = bothSides(precision)
      var other = inner[...]
      return outer.mapValues { $0 == other.removeFirst() ? $0 : nil }
    }
  }
}

extension Execution {
  /// Enclosures of the exact values, in the order of the registers: of balls, or of
  /// intervals where some ball is lost.
  private func exactEnclosures(
    _ checkpoints: [Int], _ trajectory: Trajectory, precision: Int
  ) -> [IntervalBox] {
    let precision = max(
      precision, PrecisionPlan.openLoop(steps: checkpoints.max() ?? 0).initial)
    let balls = BallMachine(
      self, registerCount: trajectory.registerCount, precision: precision)
    let centres = trajectory.collect(on: balls, checkpoints: Set(checkpoints)) {
      register, _ in
      balls.withRegister(register) { IntervalBox($0.interval()) }
    }.allValues()
    if !centres.contains(where: { $0.interval.isIndeterminate }) { return centres }
    return enclosures(
      budget: nil, checkpoints, trajectory, precision: precision, .outer
    ) { value, _ in IntervalBox(value) }.values.allValues()
  }
}

/// An interval that can be kept in an array.
private final class IntervalBox: Sendable {
  let interval: Interval

  init(_ interval: borrowing Interval) { self.interval = interval.copy() }
}

extension Interval {
  /// The distance from a point of `centre` to the farther endpoint, rounded up for an
  /// outer interval and down for an inner one, and then up to 53 bits; nil if it is
  /// unbounded or undefined, 0 for a certain NaN.
  borrowing func reach(from centre: borrowing Interval) -> Double? {
    if isNaN && centre.isNaN { return 0 }
    if isNaN || isIndeterminate || centre.isNaN || centre.isIndeterminate { return nil }
    if isPoint && lower.isInfinite { return 0 }
    var above = BigFloat(precision: precision)
    var below = BigFloat(precision: precision)
    switch side {
    case .outer:
      above.setDifference(upper, centre.lower, rounding: .up)
      below.setDifference(centre.upper, lower, rounding: .up)
    case .inner:
      above.setDifference(upper, centre.upper, rounding: .down)
      below.setDifference(centre.lower, lower, rounding: .down)
    }
    let reach = max(above.toDouble(.up), below.toDouble(.up))
    return reach.isFinite ? max(reach, 0) : nil
  }
}
