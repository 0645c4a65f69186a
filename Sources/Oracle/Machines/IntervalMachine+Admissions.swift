import Formats
import HonestOrders
import Multiprecision

/// What the budget admits besides errors of single operations; for whom, the
/// admissions of `HonestOrders` say.
extension IntervalMachine {
  func widen(_ target: Int, by widening: Widening<Int>) {
    guard hasBudget, let errors = elementErrors else { return }
    let base = registers.baseAddress!
    // What is certainly NaN stays so, in whatever order it is computed.
    if base[target].isNaN { return }
    func operand(_ index: Int, _ place: Int) -> UnsafeMutablePointer<Interval> {
      self.operand(index, place, errors)
    }
    switch widening {
    case .undefinedIfUnbounded(let a, let b):
      if let a, base[a].isZero { return }
      if let b, base[b].isZero { return }
      if base[target].isUnbounded { base[target].setIndeterminate() }
    case .undefinedIfSumOverflows(let a, let b):
      if errors.sumOverflows(base[a], base[b]) { base[target].setIndeterminate() }
    case .undefinedIfZero(let divisor):
      if operand(divisor, 0).pointee.mayBeZero { base[target].setIndeterminate() }
    case .partialProducts(let scalar, let a, let b):
      errors.admitUnderflow(
        to: &base[target], scalar: operand(scalar, 0).pointee, operand(a, 1).pointee,
        operand(b, 2).pointee)
      errors.flush(&base[target])
    case .partialRatios(let factor, let numerator, let divisor, let scale):
      setScale(scale)
      errors.admitUnderflow(
        to: &base[target], factor: operand(factor, 0).pointee,
        numerator: operand(numerator, 1).pointee, divisor: operand(divisor, 2).pointee,
        scale: self.scale)
      errors.flush(&base[target])
    case .scaledSum(let scale):
      setScale(scale)
      errors.admitUnderflow(to: &base[target], scale: self.scale)
    case .mixtureByDifference(let kept, let x, let taken):
      errors.admitDifference(
        to: &base[target], kept: base[kept], taken: base[taken], base[x])
    case .singleRoot(let a, let b):
      errors.admitSingleRoot(
        to: &base[target], operand(a, 0).pointee, operand(b, 1).pointee)
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
    let least = numbers.map(\.magnitude).filter { $0 > 0 }.min() ?? .infinity
    let normal = Double(
      sign: .plus, exponent: format.minimumExponent + format.precision, significand: 1)
    let mayFlush = flushes && least < normal
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
    if mayFlush {
      // Each addition may lose two operands and its result.
      underflow.widenFreely(&sum, byErrorsOf: BigFloat(0), times: 3 * (numbers.count - 1))
    }
  }
}
