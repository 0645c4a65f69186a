import Formats

extension Interval {
  /// Becomes an enclosure of `a ÷ b`.
  ///
  /// A zero endpoint of the divisor is taken on the side of its other values,
  /// and an exactly zero divisor as +0: a positive dividend gives +∞ there. A
  /// divisor with zero in its interior, or a zero divisor of something that may
  /// be zero, is beyond the domain.
  public mutating func setQuotient(_ a: borrowing Interval, _ b: borrowing Interval) {
    if settle(a.kind, b.kind) { return }
    if a.isUnbounded && b.isUnbounded {
      return setUndefined(isCertain: a.isPoint && b.isPoint)
    }
    if b.containsZero {
      return divide(a, byZeroBordered: b)
    }
    if b.lower.signum > 0 {
      if a.lower.signum >= 0 {
        divide(a.lower, b.upper, a.upper, b.lower)
      } else if a.upper.signum <= 0 {
        divide(a.lower, b.lower, a.upper, b.upper)
      } else {
        divide(a.lower, b.lower, a.upper, b.lower)
      }
    } else if a.lower.signum >= 0 {
      divide(a.upper, b.upper, a.lower, b.lower)
    } else if a.upper.signum <= 0 {
      divide(a.upper, b.lower, a.lower, b.upper)
    } else {
      divide(a.upper, b.upper, a.lower, b.upper)
    }
  }

  private mutating func divide(
    _ a: borrowing Interval, byZeroBordered b: borrowing Interval
  ) {
    let straddles = b.lower.signum < 0 && b.upper.signum > 0
    if straddles || a.containsZero {
      return setUndefined(isCertain: a.isZero && b.isZero)
    }
    let isPositive = a.lower.signum > 0
    let isDivisorNegative = b.lower.signum < 0
    // The far endpoint of the divisor gives the quotient of least magnitude.
    if isPositive != isDivisorNegative {
      if b.isZero {
        lower.setInfinity(negative: false)
      } else if isDivisorNegative {
        lower.setQuotient(a.upper, b.lower, rounding: down)
      } else {
        lower.setQuotient(a.lower, b.upper, rounding: down)
      }
      upper.setInfinity(negative: false)
    } else {
      if b.isZero {
        upper.setInfinity(negative: true)
      } else if isDivisorNegative {
        upper.setQuotient(a.lower, b.lower, rounding: up)
      } else {
        upper.setQuotient(a.upper, b.upper, rounding: up)
      }
      lower.setInfinity(negative: true)
    }
  }

  /// Takes the endpoints `a ÷ b`, rounded down, and `c ÷ d`, rounded up.
  private mutating func divide(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, _ c: borrowing BigFloat,
    _ d: borrowing BigFloat
  ) {
    lower.setQuotient(a, b, rounding: down)
    upper.setQuotient(c, d, rounding: up)
  }
}
