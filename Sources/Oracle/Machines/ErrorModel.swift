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
  let leastNormal: BigFloat
  /// What is lost, besides, where a number on the way is not normal: κ halves of the
  /// smallest subnormal, or all of it where subnormal numbers are flushed to zero.
  let underflow: OperationError
  /// Whether subnormal numbers may be flushed to zero.
  let flushes: Bool
  /// Whether it has mattered that numbers below the least normal one are special.
  private(set) var hasMetSubnormals = false
  // Accesses cannot overlap, and checking that at run time would be expensive.
  @exclusivity(unchecked) private var scratch: Interval
  @exclusivity(unchecked) var magnitudes: Magnitudes

  /// Creates the errors of a budget.
  ///
  /// - Parameters:
  ///   - side: The side of the intervals that are widened.
  ///   - flushes: Whether subnormal numbers may be flushed to zero (SPEC §15.5).
  init(
    format: FloatFormat, budget: Double, precision: Int, side: Interval.Side,
    flushes: Bool = false
  ) {
    self.format = format
    self.flushes = flushes
    isExact = budget == 0
    error = OperationError(
      relative: budget * format.unitRoundoff, absoluteSignificand: budget,
      absoluteExponent: format.smallestSubnormalExponent - 1, precision: precision)
    let halves = budget * 0x1p-1 * format.smallestSubnormalInNormals
    underflow =
      flushes && halves < 1
      ? OperationError(
        relative: budget * format.unitRoundoff, absoluteSignificand: 1,
        absoluteExponent: format.minimumExponent, precision: precision) : error
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
    if isSmall {
      noteSubnormals(in: value)
      underflow.widenAbsolutely(&value, overMagnitudeOf: divisor)
    }
    if isSubnormal(factor, over: divisor) {
      noteSubnormals(in: value)
      underflow.widenAbsolutely(&value, timesMagnitudeOf: numerator)
    }
    if isReciprocalSubnormal(divisor) {
      noteSubnormals(in: value)
      scratch.setProduct(factor, numerator)
      underflow.widenAbsolutely(&value, timesMagnitudeOf: scratch)
    }
    if isScaledSmall {
      noteSubnormals(in: value)
      scratch.setProduct(scale, divisor)
      underflow.widenAbsolutely(&value, overMagnitudeOf: scratch)
    }
  }

  /// Widens `value` = scalar × (a × b) by what is lost where `scalar × a` or
  /// `scalar × b` is subnormal.
  func admitUnderflow(
    to value: inout Interval, scalar: borrowing Interval, _ a: borrowing Interval,
    _ b: borrowing Interval
  ) {
    if isExact || value.isNaN || value.isIndeterminate { return }
    if isSubnormal(scalar, a) {
      noteSubnormals(in: value)
      underflow.widenAbsolutely(&value, timesMagnitudeOf: b)
    }
    if isSubnormal(scalar, b) {
      noteSubnormals(in: value)
      underflow.widenAbsolutely(&value, timesMagnitudeOf: a)
    }
  }

  /// Widens `value`, a divisor, by the absolute error of adding something to it
  /// while it is multiplied by `scale`, as in `√v + ε√c2`.
  func admitUnderflow(to value: inout Interval, scale: borrowing Interval) {
    if isExact || !magnitudes.isBelowOne(scale) { return }
    if isSubnormal(scale, value) {
      noteSubnormals(in: value)
      return underflow.widenAbsolutely(&value, overMagnitudeOf: scale)
    }
    error.widenAbsolutely(&value, overMagnitudeOf: scale)
  }

  // MARK: Subnormal numbers

  /// Remembers that something other than zero is off by what is lost to underflow.
  private func noteSubnormals(in value: borrowing Interval) {
    if !value.isZero { hasMetSubnormals = true }
  }

  /// Extends a result to zero where it may be flushed to it.
  func flush(_ value: inout Interval) {
    guard value.isNearZero(below: leastNormal) else { return }
    hasMetSubnormals = true
    if flushes { value.extendToZero() }
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
    if value.isUnbounded { return value.setIndeterminate() }
    magnitudes.greatest(x) { error.widen(&value, weight: scratch.upper, magnitude: $0) }
  }

  /// Widens `ratio` = √a ÷ √b to everything that √(a ÷ b) may give.
  func admitSingleRoot(
    to ratio: inout Interval, _ a: borrowing Interval, _ b: borrowing Interval
  ) {
    if isExact || ratio.isNaN || ratio.isIndeterminate { return }
    scratch.setQuotient(a, b)
    apply(to: &scratch)
    flush(&scratch)
    var root = Interval(precision: ratio.precision, side: ratio.side)
    root.setSquareRoot(scratch)
    apply(to: &root)
    flush(&root)
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

extension FloatFormat {
  /// The smallest subnormal number, in units of the least normal one.
  fileprivate var smallestSubnormalInNormals: Double {
    Double(
      sign: .plus, exponent: smallestSubnormalExponent - minimumExponent, significand: 1)
  }
}
