import Formats

/// The error that a floating-point operation may commit: a relative and an
/// absolute part, with the scratch space for applying it.
///
/// An object belongs to one thread at a time.
public final class OperationError {
  private let relative: BigFloat
  private let absolute: BigFloat
  // Accesses cannot overlap, and checking that at run time would be expensive.
  @exclusivity(unchecked) private var reach: BigFloat
  @exclusivity(unchecked) private var factor: BigFloat

  /// Creates an error of `value × relative + absolute`, both at least 0.
  ///
  /// The absolute part is given as `significand · 2^exponent`, since it may be
  /// below the range of `Double`. Errors are computed with `precision` bits.
  public init(
    relative: Double, absoluteSignificand: Double, absoluteExponent: Int, precision: Int
  ) {
    precondition(relative >= 0 && absoluteSignificand >= 0)
    reach = BigFloat(precision: precision)
    factor = BigFloat(precision: precision)
    self.relative = BigFloat(relative)
    var absolute = BigFloat(absoluteSignificand)
    absolute.scale(byPowerOfTwo: absoluteExponent)
    self.absolute = absolute.copy()
  }

  /// Widens `value` to everything that lies within the error of one of its points.
  ///
  /// A rounded result never has the other sign, so the enclosure stops at zero,
  /// and an exact zero stays one. Infinite endpoints stay.
  public func widen(_ value: inout Interval) {
    // Errors of an inner interval are rounded down, those of an outer one up.
    let rounding: RoundingDirection = value.up
    widen(&value) { measure($0, rounding) }
  }

  /// Widens `value` by the relative part of an error of `magnitude`, times `weight`.
  public func widen(
    _ value: inout Interval, weight: borrowing BigFloat, magnitude: borrowing BigFloat
  ) {
    factor.setProduct(weight, magnitude, rounding: value.up)
    factor.multiply(by: relative, rounding: value.up)
    widen(&value) { _ in reach.set(factor, rounding: .nearestEven) }
  }

  /// Widens `value` to everything that is no farther than so many errors of a number of
  /// that magnitude; it may have the other sign.
  public func widenFreely(
    _ value: inout Interval, byErrorsOf magnitude: borrowing BigFloat, times count: Int
  ) {
    if value.kind != .ordinary || magnitude.isInfinite { return }
    measure(magnitude, value.up)
    factor.set(count, rounding: value.up)
    reach.multiply(by: factor, rounding: value.up)
    value.lower.subtract(reach, rounding: value.down)
    value.upper.add(reach, rounding: value.up)
  }

  /// Widens `value`, a quotient by `divisor`, by the absolute part divided likewise.
  ///
  /// The error is greatest at the least magnitude of the divisor. Where that is
  /// zero the quotient is unbounded, and its finite end belongs to the other end
  /// of the divisor.
  public func widenAbsolutely(
    _ value: inout Interval, overMagnitudeOf divisor: borrowing Interval
  ) {
    guard divisor.kind == .ordinary, !divisor.isZero else { return }
    if divisor.lower.signum > 0 || divisor.upper.isZero {
      reach.setMagnitude(divisor.lower, rounding: value.down)
    } else if divisor.upper.signum < 0 || divisor.lower.isZero {
      reach.setMagnitude(divisor.upper, rounding: value.down)
    } else {
      return
    }
    factor.setQuotient(absolute, reach, rounding: value.up)
    widen(&value) { _ in reach.set(factor, rounding: .nearestEven) }
  }

  /// Widens `value`, a product with `multiplier`, by the absolute part multiplied
  /// likewise.
  ///
  /// The error is greatest at the greatest magnitude of the multiplier. Where that
  /// is infinite the product is unbounded, and its finite end belongs to the
  /// finite end of the multiplier.
  public func widenAbsolutely(
    _ value: inout Interval, timesMagnitudeOf multiplier: borrowing Interval
  ) {
    guard multiplier.kind == .ordinary else { return }
    factor.setZero()
    if !multiplier.lower.isInfinite {
      factor.setMagnitude(multiplier.lower, rounding: value.up)
    }
    if !multiplier.upper.isInfinite, multiplier.upper.compareMagnitude(factor) > 0 {
      factor.setMagnitude(multiplier.upper, rounding: value.up)
    }
    factor.multiply(by: absolute, rounding: value.up)
    widen(&value) { _ in reach.set(factor, rounding: .nearestEven) }
  }

  /// Widens `value` by what `measure` puts into `reach` for each endpoint.
  private func widen(_ value: inout Interval, _ measure: (borrowing BigFloat) -> Void) {
    if value.kind != .ordinary || value.isZero { return }
    let isNonnegative = value.lower.signum >= 0
    let isNonpositive = value.upper.signum <= 0
    if !value.lower.isInfinite {
      measure(value.lower)
      value.lower.subtract(reach, rounding: value.down)
      if isNonnegative && value.lower.isNegative { value.lower.setZero() }
    }
    if !value.upper.isInfinite {
      measure(value.upper)
      value.upper.add(reach, rounding: value.up)
      if isNonpositive && value.upper.signum > 0 { value.upper.setZero() }
    }
  }

  /// Puts the error of `endpoint`, rounded up or down, into `reach`.
  private func measure(_ endpoint: borrowing BigFloat, _ rounding: RoundingDirection) {
    let away: RoundingDirection = endpoint.isNegative ? .down : .up
    reach.setProduct(endpoint, relative, rounding: rounding == .up ? away : .towardZero)
    if reach.isNegative { reach.negate() }
    reach.add(absolute, rounding: rounding)
  }
}

extension Interval {
  /// Admits an infinity wherever the magnitude may reach `threshold`; the
  /// finite values stay possible.
  public mutating func overflow(beyond threshold: borrowing BigFloat) {
    guard kind == .ordinary else { return }
    if upper.signum > 0 && upper.compareMagnitude(threshold) >= 0 {
      upper.setInfinity(negative: false)
    }
    if lower.signum < 0 && lower.compareMagnitude(threshold) >= 0 {
      lower.setInfinity(negative: true)
    }
  }

  /// Whether the magnitude may reach `threshold`.
  public borrowing func reaches(_ threshold: borrowing BigFloat) -> Bool {
    kind != .ordinary
      || lower.compareMagnitude(threshold) >= 0 || upper.compareMagnitude(threshold) >= 0
  }
}
