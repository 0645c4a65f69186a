import Formats
import Multiprecision

/// What the budget has room for besides other orders of single operations.
extension IntervalMachine {
  func isOpen(_ scalar: Int, against number: Double) -> Bool {
    guard hasBudget else { return false }
    return withRegister(scalar) { value in
      value.isIndeterminate
        || (!value.isNaN && value.lower.compare(number) <= 0
          && value.upper.compare(number) >= 0)
    }
  }

  func admit(_ source: Int, for target: Int) {
    guard hasBudget else { return }
    withRegisters(source, target) { $1.formHull(with: $0) }
  }

  /// A sum of n numbers is off by at most n − 1 errors of the sum of magnitudes,
  /// whatever the order (Higham, Accuracy and Stability, §4.2).
  func admitOrders(of gradients: [Double], for target: Int) {
    guard hasBudget, gradients.count > 2 else { return }
    withElementErrors { errors in
      withRegisters(target, target) { _, sum in
        errors.admitOrders(of: gradients, to: &sum)
      }
    }
  }

  /// Frameworks recur in binary64, whatever the format of the scalars: three
  /// operations a step.
  func admitRecurrence(over steps: Int, scale: Double, for target: Int) {
    guard let budget, budget > 0, steps > 0 else { return }
    let error = 3 * Double(steps) * budget * 0x1p-53
    withRegisters(target, target) { _, rate in
      guard !rate.isNaN, !rate.isIndeterminate else { return }
      let reach = max(rate.greatestMagnitude, scale) * error
      guard reach.isFinite else { return }
      var deviation = Interval(precision: rate.precision)
      deviation.set(BigFloat(-reach), BigFloat(reach))
      let centre = rate.copy()
      rate.setSum(centre, deviation)
    }
  }
}

extension ErrorModel {
  /// Widens a sum to what sums of these numbers in any order give.
  func admitOrders(of numbers: [Double], to sum: inout Interval) {
    if isExact || sum.isNaN || sum.isIndeterminate { return }
    var total = Interval(precision: sum.precision)
    for number in numbers {
      if !number.isFinite { return }
      let previous = total.copy()
      var magnitude = Interval(precision: sum.precision)
      magnitude.set(number.magnitude)
      total.setSum(previous, magnitude)
    }
    let hasBothSigns = numbers.contains { $0 > 0 } && numbers.contains { $0 < 0 }
    if hasBothSigns && overflows(total.greatestMagnitude) {
      return sum.setIndeterminate()
    }
    // The error of an operation on the sum of magnitudes, n − 1 times.
    var widened = total.copy()
    apply(to: &widened)
    if widened.isIndeterminate || widened.isUnbounded { return }
    var error = Interval(precision: sum.precision)
    error.setDifference(widened, total)
    let reach = Double(numbers.count - 1) * error.greatestMagnitude
    guard reach.isFinite else { return sum.setIndeterminate() }
    var deviation = Interval(precision: sum.precision)
    deviation.set(BigFloat(-reach), BigFloat(reach))
    let centre = sum.copy()
    sum.setSum(centre, deviation)
  }
}
