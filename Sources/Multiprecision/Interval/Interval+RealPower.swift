import Formats

extension Interval {
  /// Becomes an enclosure of `base^exponent`.
  ///
  /// Zero has no sign here: its powers are 0, 1 and +∞ as the exponent is above,
  /// at and below zero. On points it is IEEE 754's pow, so that a negative base
  /// has powers with integer exponents. Of other bases that may be negative it
  /// is certainly undefined if no integer is among the exponents, and beyond the
  /// domain otherwise; but `x^0` is 1 for every base.
  public mutating func setRealPower(
    _ base: borrowing Interval, _ exponent: borrowing Interval
  ) {
    if settle(base.kind, exponent.kind) { return }
    if exponent.isZero { return set(1) }
    if base.lower.signum < 0 { return raise(partlyNegative: base, exponent) }
    // For each exponent the power is monotonic in the base, and for each base in
    // the exponent, at zero and infinity too: the extremes lie in corners.
    if exponent.lower.signum >= 0 {
      lower.setLeastPower(of: base.lower, exponent, down)
      upper.setGreatestPower(of: base.upper, exponent, up)
    } else if exponent.upper.signum <= 0 {
      lower.setLeastPower(of: base.upper, exponent, down)
      upper.setGreatestPower(of: base.lower, exponent, up)
    } else {
      var other = BigFloat(precision: precision)
      lower.setLeastPower(of: base.lower, exponent, down)
      other.setLeastPower(of: base.upper, exponent, down)
      if other.compare(lower) < 0 { lower.swap(&other) }
      upper.setGreatestPower(of: base.lower, exponent, up)
      other.setGreatestPower(of: base.upper, exponent, up)
      if other.compare(upper) > 0 { upper.swap(&other) }
    }
  }

  private mutating func raise(
    partlyNegative base: borrowing Interval, _ exponent: borrowing Interval
  ) {
    if base.isPoint && exponent.isPoint {
      lower.setRealPower(base.lower, exponent.lower, rounding: down)
      upper.setRealPower(base.lower, exponent.lower, rounding: up)
      return lower.isNaN ? setNaN() : ()
    }
    // An infinite base or exponent has powers without being an integer.
    let isFinite = !base.isUnbounded && !exponent.isUnbounded
    let hasInteger = exponent.upper.floor().compare(exponent.lower) >= 0
    setUndefined(isCertain: base.upper.signum < 0 && isFinite && !hasInteger)
  }
}

extension BigFloat {
  /// Becomes the least power of a base of at least 0.
  fileprivate mutating func setLeastPower(
    of base: borrowing BigFloat, _ exponent: borrowing Interval,
    _ rounding: RoundingDirection
  ) {
    if base.compare(1) < 0 {
      raise(base, exponent.upper, rounding)
    } else {
      raise(base, exponent.lower, rounding)
    }
  }

  /// Becomes the greatest power of a base of at least 0.
  fileprivate mutating func setGreatestPower(
    of base: borrowing BigFloat, _ exponent: borrowing Interval,
    _ rounding: RoundingDirection
  ) {
    if base.compare(1) < 0 {
      raise(base, exponent.lower, rounding)
    } else {
      raise(base, exponent.upper, rounding)
    }
  }

  /// Becomes a power of a base of at least 0, whose zero has no sign here.
  private mutating func raise(
    _ base: borrowing BigFloat, _ exponent: borrowing BigFloat,
    _ rounding: RoundingDirection
  ) {
    guard base.isZero else {
      setRealPower(base, exponent, rounding: rounding)
      return
    }
    switch exponent.signum {
    case 1: setZero()
    case 0: set(1)
    default: setInfinity(negative: false)
    }
  }
}
