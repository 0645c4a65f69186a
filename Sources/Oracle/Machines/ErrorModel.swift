import Formats
import Multiprecision

/// The errors that the budget reading grants to the operations in a format:
/// κ unit roundoffs, κ halves of the smallest subnormal, and overflow.
final class ErrorModel {
  let format: FloatFormat
  /// Whether nothing is granted: κ = 0, where only overflow is left.
  let isExact: Bool
  let error: OperationError
  /// The least magnitude that rounds beyond the largest finite value: halfway
  /// from it to the value that would follow it.
  private let overflowThreshold: BigFloat
  private let leastNormal: BigFloat
  // Accesses cannot overlap, and checking that at run time would be expensive.
  @exclusivity(unchecked) private var scratch: Interval
  @exclusivity(unchecked) var magnitudes: Magnitudes

  /// Creates the errors of a budget.
  ///
  /// - Parameter side: The side of the intervals that are widened.
  init(format: FloatFormat, budget: Double, precision: Int, side: Interval.Side) {
    self.format = format
    isExact = budget == 0
    error = OperationError(
      relative: budget * format.unitRoundoff, absoluteSignificand: budget,
      absoluteExponent: format.smallestSubnormalExponent - 1, precision: precision)
    let greatest = format.greatestFiniteBits
    let spacing = format.decode(greatest) - format.decode(greatest - 1)
    var threshold = BigFloat(format.decode(greatest), precision: 64)
    threshold.add(BigFloat(spacing / 2))
    overflowThreshold = threshold.copy()
    leastNormal = BigFloat(
      Double(sign: .plus, exponent: format.minimumExponent, significand: 1))
    scratch = Interval(precision: precision, side: side)
    magnitudes = Magnitudes(precision: precision, side: side)
  }

  /// Widens `value` by the error of the operation that yielded it.
  func apply(to value: inout Interval) {
    if value.isNaN || value.isIndeterminate { return }
    error.widen(&value)
    switch format.overflow {
    case .infinity: value.overflow(beyond: overflowThreshold)
    case .nan: if value.reaches(overflowThreshold) { value.setIndeterminate() }
    case .saturate: value.admitSaturation(at: format.greatestFinite)
    }
  }

  /// Widens `value` = factor × (numerator ÷ divisor) by what is lost where another
  /// order of evaluation has a subnormal number on its way.
  ///
  /// A number x on the way that is not normal is off by κ halves of the smallest
  /// subnormal, besides κ unit roundoffs, and `value` by as much times what x is
  /// still to be multiplied by. These are on the way of the orders in use, with ω
  /// for a scalar that numerator and divisor may both be multiplied by, as √c2 in
  /// `(η√c2/c1)·m ÷ (√v + ε√c2)`:
  ///
  ///     factor × numerator,  factor ÷ divisor,  1 ÷ divisor,  ω × factor × numerator
  func admitUnderflow(
    to value: inout Interval, factor: borrowing Interval, numerator: borrowing Interval,
    divisor: borrowing Interval, scale: borrowing Interval
  ) {
    if isExact || value.isNaN || value.isIndeterminate { return }
    let mayBeZero = divisor.mayBeZero
    // The reciprocal of a subnormal divisor may be infinite; of zero the quotient is.
    if !mayBeZero && overflows(factor, over: divisor) { return value.setIndeterminate() }
    let lacksScale = magnitudes.isBelowOne(scale)
    let isSmall = isSubnormal(factor, numerator)
    let isScaledSmall = lacksScale && isSubnormal(factor, numerator, scale)
    if mayBeZero && (isSmall || isScaledSmall) {
      // What underflows to zero is NaN by a divisor of zero.
      return value.setIndeterminate()
    }
    if isSmall { error.widenAbsolutely(&value, overMagnitudeOf: divisor) }
    if isSubnormal(factor, over: divisor) {
      error.widenAbsolutely(&value, timesMagnitudeOf: numerator)
    }
    if isReciprocalSubnormal(divisor) {
      scratch.setProduct(factor, numerator)
      error.widenAbsolutely(&value, timesMagnitudeOf: scratch)
    }
    if isScaledSmall {
      scratch.setProduct(scale, divisor)
      error.widenAbsolutely(&value, overMagnitudeOf: scratch)
    }
  }

  /// Widens `value` = scalar × (a × b) by what is lost where `scalar × a` or
  /// `scalar × b` is subnormal.
  func admitUnderflow(
    to value: inout Interval, scalar: borrowing Interval, _ a: borrowing Interval,
    _ b: borrowing Interval
  ) {
    if isExact || value.isNaN || value.isIndeterminate { return }
    if isSubnormal(scalar, a) { error.widenAbsolutely(&value, timesMagnitudeOf: b) }
    if isSubnormal(scalar, b) { error.widenAbsolutely(&value, timesMagnitudeOf: a) }
  }

  /// Widens `value`, a divisor, by the absolute error of adding something to it
  /// while it is multiplied by `scale`, as in `√v + ε√c2`.
  func admitUnderflow(to value: inout Interval, scale: borrowing Interval) {
    if isExact || !magnitudes.isBelowOne(scale) { return }
    error.widenAbsolutely(&value, overMagnitudeOf: scale)
  }

  /// Widens `value` = kept × x + taken × y by the error of `taken × (y − x)` where more
  /// is taken than kept: by (taken − kept) × |x| times the relative error.
  func admitDifference(
    to value: inout Interval, kept: borrowing Interval, taken: borrowing Interval,
    _ x: borrowing Interval
  ) {
    if isExact || value.isNaN || value.isIndeterminate { return }
    scratch.setDifference(taken, kept)
    if scratch.isNaN || scratch.isIndeterminate || scratch.upper.signum <= 0 { return }
    magnitudes.greatest(x) { error.widen(&value, weight: scratch.upper, magnitude: $0) }
  }

  /// Widens `ratio` = √a ÷ √b to everything that √(a ÷ b) may give.
  func admitSingleRoot(
    to ratio: inout Interval, _ a: borrowing Interval, _ b: borrowing Interval
  ) {
    if isExact || ratio.isNaN || ratio.isIndeterminate { return }
    scratch.setQuotient(a, b)
    apply(to: &scratch)
    var root = Interval(precision: ratio.precision, side: ratio.side)
    root.setSquareRoot(scratch)
    apply(to: &root)
    ratio.formHull(with: root)
  }

  // MARK: Magnitudes

  /// Whether the magnitudes of both, which are finite, may add up to more than the
  /// format holds.
  func sumOverflows(_ a: borrowing Interval, _ b: borrowing Interval) -> Bool {
    magnitudes.sum(a, b) { !$0.isInfinite && reachesThreshold($0) }
  }

  /// Whether the magnitude may be beyond what the format holds.
  func overflows(_ value: borrowing Interval) -> Bool {
    magnitudes.greatest(value) { reachesThreshold($0) }
  }

  /// Whether max(1, |factor|) ÷ divisor may be beyond what the format holds.
  private func overflows(
    _ factor: borrowing Interval, over divisor: borrowing Interval
  ) -> Bool {
    magnitudes.greatestQuotient(factor, divisor) { reachesThreshold($0) }
  }

  /// Whether the magnitude of a product may be below the least normal number.
  private func isSubnormal(_ a: borrowing Interval, _ b: borrowing Interval) -> Bool {
    magnitudes.leastProduct(a, b) { $0.compare(leastNormal) < 0 }
  }

  private func isSubnormal(
    _ a: borrowing Interval, _ b: borrowing Interval, _ c: borrowing Interval
  ) -> Bool {
    magnitudes.leastProduct(a, b, c) { $0.compare(leastNormal) < 0 }
  }

  /// Whether |factor ÷ divisor| may be below the least normal number.
  private func isSubnormal(
    _ factor: borrowing Interval, over divisor: borrowing Interval
  ) -> Bool {
    magnitudes.leastQuotient(factor, divisor) { $0.compare(leastNormal) < 0 }
  }

  /// Whether |1 ÷ divisor| may be below the least normal number.
  private func isReciprocalSubnormal(_ divisor: borrowing Interval) -> Bool {
    magnitudes.leastReciprocal(divisor) { $0.compare(leastNormal) < 0 }
  }

  private func reachesThreshold(_ magnitude: borrowing BigFloat) -> Bool {
    magnitude.compare(overflowThreshold) >= 0
  }
}
