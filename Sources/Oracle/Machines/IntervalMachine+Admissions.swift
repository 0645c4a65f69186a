import Formats
import HonestOrders
import Multiprecision

/// What the budget admits besides errors of single operations; for whom, the
/// admissions of `HonestOrders` say.
extension IntervalMachine {
  func widen(_ target: Int, by widening: Widening<Int>) {
    guard hasBudget, let errors = elementErrors else { return }
    let base = registers.baseAddress!
    switch widening {
    case .undefinedIfUnbounded(let a, let b):
      if let a, base[a].isZero { return }
      if let b, base[b].isZero { return }
      if base[target].isUnbounded { base[target].setIndeterminate() }
    case .undefinedIfSumOverflows(let a, let b):
      if errors.sumOverflows(base[a], base[b]) { base[target].setIndeterminate() }
    case .undefinedIfZero(let divisor):
      if base[divisor].mayBeZero { base[target].setIndeterminate() }
    case .partialProducts(let scalar, let a, let b):
      errors.admitUnderflow(to: &base[target], scalar: base[scalar], base[a], base[b])
    case .partialRatios(let factor, let numerator, let divisor, let scale):
      setScale(scale)
      errors.admitUnderflow(
        to: &base[target], factor: base[factor], numerator: base[numerator],
        divisor: base[divisor], scale: self.scale)
    case .scaledSum(let scale):
      setScale(scale)
      errors.admitUnderflow(to: &base[target], scale: self.scale)
    case .mixtureByDifference(let kept, let x, let taken):
      errors.admitDifference(
        to: &base[target], kept: base[kept], taken: base[taken], base[x])
    case .singleRoot(let a, let b):
      errors.admitSingleRoot(to: &base[target], base[a], base[b])
    }
  }

  /// Gives `scale` what a divisor may be multiplied by, or 1.
  private func setScale(_ description: DivisorScale<Int>?) {
    guard let description else { return scale.set(1) }
    let base = registers.baseAddress!
    if description.isSquare {
      scale.setSquareRoot(base[description.operand])
    } else {
      scale.set(base[description.operand])
    }
  }

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
    elementErrors?.admitOrders(of: gradients, to: &registers[target])
  }

  /// Frameworks recur in binary64, whatever the format of the scalars: three
  /// operations a step.
  func admitRecurrence(over steps: Int, scale: Double, for target: Int) {
    guard let budget, budget > 0, steps > 0 else { return }
    withRegister(mutating: target) { rate in
      guard !rate.isNaN, !rate.isIndeterminate else { return }
      let error = OperationError(
        relative: budget * 0x1p-53, absoluteSignificand: 0, absoluteExponent: 0,
        precision: rate.precision)
      var magnitudes = Magnitudes(precision: rate.precision, side: rate.side)
      let magnitude = magnitudes.greatest(rate) {
        $0.compare(scale) < 0 ? BigFloat(scale) : $0.copy()
      }
      error.widenFreely(&rate, byErrorsOf: magnitude, times: 3 * steps)
    }
  }
}

extension ErrorModel {
  /// Widens a sum to what sums of these numbers in any order give.
  func admitOrders(of numbers: [Double], to sum: inout Interval) {
    if isExact || sum.isNaN || sum.isIndeterminate { return }
    var total = Interval(precision: sum.precision, side: sum.side)
    for number in numbers {
      if !number.isFinite { return }
      let previous = total.copy()
      var magnitude = Interval(precision: sum.precision)
      magnitude.set(number.magnitude)
      total.setSum(previous, magnitude)
    }
    let hasBothSigns = numbers.contains { $0 > 0 } && numbers.contains { $0 < 0 }
    if hasBothSigns && overflows(total) { return sum.setIndeterminate() }
    magnitudes.greatest(total) {
      error.widenFreely(&sum, byErrorsOf: $0, times: numbers.count - 1)
    }
  }
}
