import Formats

extension Interval {
  /// Becomes an enclosure of `cos(π·a)`.
  ///
  /// A multiple of 1/2 has an exact result. An infinity is beyond the domain.
  public mutating func setCosinePi(_ a: borrowing Interval) {
    if settle(a.kind) { return }
    if a.isUnbounded { return setUndefined(isCertain: a.isPoint) }
    // The extremes lie at the integers, 1 at the even and −1 at the odd ones.
    let first = a.lower.ceiling()
    let last = a.upper.floor()
    let order = first.compare(last)
    if order < 0 {
      lower.set(-1)
      upper.set(1)
    } else if order == 0 {
      setCosinePi(a, aboutEven: first.isEven)
    } else if last.isEven {
      lower.setCosinePi(a.upper, rounding: down)
      upper.setCosinePi(a.lower, rounding: up)
    } else {
      lower.setCosinePi(a.lower, rounding: down)
      upper.setCosinePi(a.upper, rounding: up)
    }
  }

  /// Becomes an enclosure of `cos(π·a)` where `a` has just one integer inside.
  private mutating func setCosinePi(_ a: borrowing Interval, aboutEven isEven: Bool) {
    var other = BigFloat(precision: precision)
    if isEven {
      lower.setCosinePi(a.lower, rounding: down)
      other.setCosinePi(a.upper, rounding: down)
      if other.compare(lower) < 0 { lower.swap(&other) }
      upper.set(1)
    } else {
      upper.setCosinePi(a.lower, rounding: up)
      other.setCosinePi(a.upper, rounding: up)
      if other.compare(upper) > 0 { upper.swap(&other) }
      lower.set(-1)
    }
  }
}

extension BigFloat {
  /// Whether half of it, an integer, is an integer too.
  fileprivate var isEven: Bool {
    var half = copy()
    half.scale(byPowerOfTwo: -1)
    return half.isInteger
  }
}
