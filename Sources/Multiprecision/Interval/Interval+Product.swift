import Formats

extension Interval {
  /// Becomes an enclosure of `a × b`.
  ///
  /// An exact zero times a bounded interval is an exact zero.
  public mutating func setProduct(_ a: borrowing Interval, _ b: borrowing Interval) {
    if settle(a.kind, b.kind) { return }
    if (a.containsZero && b.isUnbounded) || (b.containsZero && a.isUnbounded) {
      return setUndefined(isCertain: a.isPoint && b.isPoint)
    }
    // The endpoints come from the signs, except where both operands straddle
    // zero and either of two products may be the greatest.
    if a.lower.signum >= 0 {
      if b.lower.signum >= 0 {
        multiply(a.lower, b.lower, a.upper, b.upper)
      } else if b.upper.signum <= 0 {
        multiply(a.upper, b.lower, a.lower, b.upper)
      } else {
        multiply(a.upper, b.lower, a.upper, b.upper)
      }
    } else if a.upper.signum <= 0 {
      if b.lower.signum >= 0 {
        multiply(a.lower, b.upper, a.upper, b.lower)
      } else if b.upper.signum <= 0 {
        multiply(a.upper, b.upper, a.lower, b.lower)
      } else {
        multiply(a.lower, b.upper, a.lower, b.lower)
      }
    } else if b.lower.signum >= 0 {
      multiply(a.lower, b.upper, a.upper, b.upper)
    } else if b.upper.signum <= 0 {
      multiply(a.upper, b.lower, a.lower, b.lower)
    } else {
      multiply(a.lower, b.upper, a.upper, b.upper)
      var other = BigFloat(precision: precision)
      other.setProduct(a.upper, b.lower, rounding: down)
      if other.compare(lower) < 0 { lower.swap(&other) }
      other.setProduct(a.lower, b.lower, rounding: up)
      if other.compare(upper) > 0 { upper.swap(&other) }
    }
  }

  /// Takes the endpoints `a × b`, rounded down, and `c × d`, rounded up.
  private mutating func multiply(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, _ c: borrowing BigFloat,
    _ d: borrowing BigFloat
  ) {
    lower.setProduct(a, b, rounding: down)
    upper.setProduct(c, d, rounding: up)
  }
}
