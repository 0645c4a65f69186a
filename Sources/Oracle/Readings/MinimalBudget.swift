import Dialects
import Formats
import Multiprecision
import Scenarios

extension Execution {
  /// κ*: the smallest budget whose enclosure contains an observed value.
  ///
  /// It is found by bisection on the lane alone, to a relative accuracy of
  /// 2^−7, rounded up; elements do not mix, so the other lanes have no say.
  ///
  /// Overflow is the format's, not an error, and is admitted without a budget: where
  /// a square is beyond the largest value, κ* of what an infinity gives is 0. The
  /// estimate of `Deviation`, which measures how far the enclosure reaches, is 1
  /// there.
  ///
  /// - Parameters:
  ///   - observed: The encoding of the value, in the storage format.
  ///   - lane: The element.
  ///   - slot: The slot of the state, or nil for the parameter.
  ///   - step: The step after which it was observed.
  ///   - limit: The budget beyond which the search stops.
  /// - Returns: κ*, or infinity if no budget up to `limit` suffices.
  public func minimalBudget(
    of observed: UInt64, lane: Lane, slot: StateSlot?, step: Int, limit: Double = 0x1p40
  ) -> Double {
    let lane = scenario.listed(lane)
    let trajectory = Trajectory(self, only: lane)
    let layout = trajectory.tensors[lane.tensor]
    guard let slotOffset = slot.map({ layout.slots.firstIndex(of: $0) }) ?? -1 else {
      return .infinity
    }
    guard let first = trajectory.register(of: lane) else { return .infinity }
    let register = first + 1 + slotOffset
    let storage = scenario.format(of: slot)
    func isWithin(_ budget: Double, precision: Int, _ side: Interval.Side) -> Bool {
      let machine = IntervalMachine(
        self, registerCount: trajectory.registerCount, precision: precision,
        budget: budget, side: side)
      var isContained = false
      trajectory.run(on: machine, checkpoints: [step]) { _, _ in
        isContained = machine.withRegister(register) {
          $0.admits(observed, storage: storage, isExact: budget == 0)
        }
      }
      return isContained
    }
    // The same test as that of `budgetReading`: outside of an outer enclosure is
    // outside, inside of an inner one is inside.
    func isWithin(_ budget: Double) -> Bool {
      var precision = PrecisionPlan.openLoop.initial
      while precision <= Self.budgetPrecisionCap {
        if !isWithin(budget, precision: precision, .outer) { return false }
        // Without a budget the exact value itself is asked for, which is a point.
        if budget == 0 || isWithin(budget, precision: precision, .inner) { return true }
        precision *= 2
      }
      return true
    }
    if isWithin(0) { return 0 }
    // A power of two that suffices, then bisection of its octave.
    var high = 1.0
    if isWithin(high) {
      while high > 0x1p-20 && isWithin(high / 2) { high /= 2 }
    } else {
      repeat {
        high *= 4
        if high > limit { return .infinity }
      } while !isWithin(high)
    }
    var low = high > 1 ? high / 4 : high / 2
    while high / low > 1 + 0x1p-7 {
      let middle = (low * high).squareRoot()
      if isWithin(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

extension Interval {
  /// Whether a value that the format stores is possible.
  ///
  /// Without a budget only the exact value itself is: storing it is an error
  /// that a budget has to pay for.
  borrowing func admits(_ bits: UInt64, storage: FloatFormat, isExact: Bool) -> Bool {
    let value = storage.decode(bits)
    if isNaN { return value.isNaN }
    if isIndeterminate { return !isExact }
    return !value.isNaN && contains(value)
  }
}
