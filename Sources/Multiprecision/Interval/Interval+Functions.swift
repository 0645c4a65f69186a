import Formats

extension Interval {
  /// Becomes an enclosure of `√a`.
  public mutating func setSquareRoot(_ a: borrowing Interval) {
    if settle(a.kind) { return }
    if a.lower.signum < 0 { return setUndefined(isCertain: a.upper.signum < 0) }
    lower.setSquareRoot(a.lower, rounding: down)
    upper.setSquareRoot(a.upper, rounding: up)
  }

  /// Becomes an enclosure of the greater of `a` and `b`.
  public mutating func setMaximum(_ a: borrowing Interval, _ b: borrowing Interval) {
    if settle(a.kind, b.kind) { return }
    lower.setMaximum(a.lower, b.lower, rounding: down)
    upper.setMaximum(a.upper, b.upper, rounding: up)
  }

  /// Becomes an enclosure of `|a|`.
  public mutating func setMagnitude(_ a: borrowing Interval) {
    if settle(a.kind) { return }
    if a.lower.signum >= 0 {
      lower.set(a.lower, rounding: down)
      upper.set(a.upper, rounding: up)
    } else if a.upper.signum <= 0 {
      lower.setNegation(a.upper, rounding: down)
      upper.setNegation(a.lower, rounding: up)
    } else {
      upper.setNegation(a.lower, rounding: up)
      if a.upper.compareMagnitude(a.lower) > 0 { upper.set(a.upper, rounding: up) }
      lower.setZero()
    }
  }

  /// Becomes an enclosure of `base^exponent`, for an exponent of at least 0.
  public mutating func setPower(_ base: borrowing Interval, _ exponent: Int) {
    precondition(exponent >= 0, "the exponent must not be negative")
    if settle(base.kind) { return }
    if exponent == 0 { return set(1) }
    if exponent % 2 == 1 || base.lower.signum >= 0 {
      lower.setPower(base.lower, exponent, rounding: down)
      upper.setPower(base.upper, exponent, rounding: up)
    } else if base.upper.signum <= 0 {
      lower.setPower(base.upper, exponent, rounding: down)
      upper.setPower(base.lower, exponent, rounding: up)
    } else {
      upper.setPower(base.lower, exponent, rounding: up)
      if base.upper.compareMagnitude(base.lower) > 0 {
        upper.setPower(base.upper, exponent, rounding: up)
      }
      lower.setZero()
    }
  }
}
