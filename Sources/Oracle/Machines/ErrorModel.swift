import Formats
import Multiprecision

/// The errors that the budget reading grants to the operations in a format:
/// κ unit roundoffs, κ halves of the smallest subnormal, and overflow.
final class ErrorModel {
  let format: FloatFormat
  /// Whether nothing is granted: κ = 0, where only overflow is left.
  let isExact: Bool
  private let error: OperationError
  /// The least magnitude that rounds beyond the largest finite value: halfway
  /// from it to the value that would follow it.
  private let overflowThreshold: BigFloat
  private let leastNormal: Double
  // Accesses cannot overlap, and checking that at run time would be expensive.
  @exclusivity(unchecked) private var scratch: Interval

  init(format: FloatFormat, budget: Double, precision: Int) {
    self.format = format
    isExact = budget == 0
    error = OperationError(
      relative: budget * format.unitRoundoff, absoluteSignificand: budget,
      absoluteExponent: format.smallestSubnormalExponent - 1)
    let greatest = format.greatestFiniteBits
    let spacing = format.decode(greatest) - format.decode(greatest - 1)
    var threshold = BigFloat(format.decode(greatest), precision: 64)
    threshold.add(BigFloat(spacing / 2))
    overflowThreshold = threshold.copy()
    leastNormal = Double(sign: .plus, exponent: format.minimumExponent, significand: 1)
    scratch = Interval(precision: precision)
  }

  /// Whether a magnitude, given rounded up, may be beyond what the format holds.
  func overflows(_ magnitude: Double) -> Bool {
    magnitude.isInfinite || overflowThreshold.compare(magnitude) <= 0
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
    let (f, n) = (factor.leastMagnitude, numerator.leastMagnitude)
    let (d, ω) = (divisor.greatestMagnitude, scale.leastMagnitude)
    // The reciprocal of a subnormal divisor may be infinite; of zero the quotient is.
    let least = divisor.leastMagnitude
    if least > 0 && overflows(max(1, factor.greatestMagnitude) / least) {
      return value.setIndeterminate()
    }
    if least == 0 && min(1, ω) * f * n < leastNormal {
      // What underflows to zero is NaN by a divisor of zero.
      return value.setIndeterminate()
    }
    if f * n < leastNormal { error.widenAbsolutely(&value, overMagnitudeOf: divisor) }
    if f / d < leastNormal {
      error.widenAbsolutely(&value, timesMagnitudeOf: numerator)
    }
    if 1 / d < leastNormal {
      scratch.setProduct(factor, numerator)
      error.widenAbsolutely(&value, timesMagnitudeOf: scratch)
    }
    if ω < 1 && ω * f * n < leastNormal {
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
    let s = scalar.leastMagnitude
    if s * a.leastMagnitude < leastNormal {
      error.widenAbsolutely(&value, timesMagnitudeOf: b)
    }
    if s * b.leastMagnitude < leastNormal {
      error.widenAbsolutely(&value, timesMagnitudeOf: a)
    }
  }

  /// Widens `value`, a divisor, by the absolute error of adding something to it
  /// while it is multiplied by `scale`, as in `√v + ε√c2`.
  func admitUnderflow(to value: inout Interval, scale: borrowing Interval) {
    if isExact || scale.leastMagnitude >= 1 { return }
    error.widenAbsolutely(&value, overMagnitudeOf: scale)
  }

  /// Widens `ratio` = √a ÷ √b to everything that √(a ÷ b) may give.
  func admitSingleRoot(
    to ratio: inout Interval, _ a: borrowing Interval, _ b: borrowing Interval
  ) {
    if isExact || ratio.isNaN || ratio.isIndeterminate { return }
    scratch.setQuotient(a, b)
    apply(to: &scratch)
    var root = Interval(precision: ratio.precision)
    root.setSquareRoot(scratch)
    apply(to: &root)
    ratio.formHull(with: root)
  }
}
