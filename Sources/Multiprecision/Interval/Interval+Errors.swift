import Formats

/// The error that a floating-point operation may commit: a relative and an
/// absolute part, with the scratch space for applying it.
///
/// An object belongs to one thread at a time.
public final class OperationError {
  private let relative: BigFloat
  private let absolute: BigFloat
  // Accesses cannot overlap, and checking that at run time would be expensive.
  @exclusivity(unchecked) private var reach = BigFloat(precision: 64)
  @exclusivity(unchecked) private var factor = BigFloat(precision: 64)

  /// Creates an error of `value × relative + absolute`, both at least 0.
  ///
  /// The absolute part is given as `significand · 2^exponent`, since it may be
  /// below the range of `Double`.
  public init(relative: Double, absoluteSignificand: Double, absoluteExponent: Int) {
    precondition(relative >= 0 && absoluteSignificand >= 0)
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
    widen(&value) { measure($0) }
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
      reach.setMagnitude(divisor.lower, rounding: .towardZero)
    } else if divisor.upper.signum < 0 || divisor.lower.isZero {
      reach.setMagnitude(divisor.upper, rounding: .towardZero)
    } else {
      return
    }
    factor.setQuotient(absolute, reach, rounding: .up)
    widen(&value) { _ in reach.set(factor, rounding: .up) }
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
      factor.setMagnitude(multiplier.lower, rounding: .up)
    }
    if !multiplier.upper.isInfinite, multiplier.upper.compareMagnitude(factor) > 0 {
      factor.setMagnitude(multiplier.upper, rounding: .up)
    }
    factor.multiply(by: absolute, rounding: .up)
    widen(&value) { _ in reach.set(factor, rounding: .up) }
  }

  /// Widens `value` by what `measure` puts into `reach` for each endpoint.
  private func widen(_ value: inout Interval, _ measure: (borrowing BigFloat) -> Void) {
    if value.kind != .ordinary || value.isZero { return }
    let isNonnegative = value.lower.signum >= 0
    let isNonpositive = value.upper.signum <= 0
    if !value.lower.isInfinite {
      measure(value.lower)
      value.lower.subtract(reach, rounding: .down)
      if isNonnegative && value.lower.isNegative { value.lower.setZero() }
    }
    if !value.upper.isInfinite {
      measure(value.upper)
      value.upper.add(reach, rounding: .up)
      if isNonpositive && value.upper.signum > 0 { value.upper.setZero() }
    }
  }

  /// Puts an upper bound of the error of `endpoint` into `reach`.
  private func measure(_ endpoint: borrowing BigFloat) {
    reach.setProduct(
      endpoint, relative, rounding: endpoint.isNegative ? .down : .up)
    if reach.isNegative { reach.negate() }
    reach.add(absolute, rounding: .up)
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
