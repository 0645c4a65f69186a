import Formats

extension Ball {
  /// Encloses `value`; a NaN gives the NaN ball.
  public mutating func set(_ value: Double) {
    if value.isNormal && midpoint.setNormal(value) {
      radius = .zero
      kind = .finite
      return
    }
    if value.isNaN { return setNaN() }
    let ternary = midpoint.set(value)
    if value.isInfinite { return setInfinite() }
    if !finish(ternary) { setIndeterminate() }
  }

  /// Encloses `value`.
  public mutating func set(_ value: Int) {
    if !finish(midpoint.set(value)) { setIndeterminate() }
  }

  /// Encloses `value`.
  public mutating func set(_ value: borrowing Ball) {
    kind = value.kind
    switch kind {
    case .finite:
      let ternary = midpoint.set(value.midpoint)
      if ternary == 0 {
        radius = value.radius
      } else if !finish(ternary, value.radius) {
        setIndeterminate()
      }
    case .infinite:
      midpoint.set(value.midpoint)
      radius = .zero
    case .nan, .indeterminate: break
    }
  }

  /// Encloses `value`; of half-lines nothing is known any more.
  public mutating func set(_ value: borrowing Interval) {
    if value.isNaN { return setNaN() }
    if value.isIndeterminate { return setIndeterminate() }
    if value.isPoint {
      let ternary = midpoint.set(value.lower)
      if value.lower.isInfinite { return setInfinite() }
      if !finish(ternary) { setIndeterminate() }
      return
    }
    if value.isUnbounded { return setIndeterminate() }
    midpoint.setSum(value.lower, value.upper, rounding: .nearestEven)
    midpoint.scale(byPowerOfTwo: -1)
    if midpoint.isInfinite { return setIndeterminate() }
    var distance = BigFloat(precision: 53)
    distance.setDifference(value.upper, midpoint, rounding: .up)
    let above = distance.roundedUpMagnitude()
    distance.setDifference(midpoint, value.lower, rounding: .up)
    let below = distance.roundedUpMagnitude()
    let isAbove =
      above.exponent != below.exponent
      ? above.exponent > below.exponent : above.significand > below.significand
    if !finish(0, isAbove ? above : below) { setIndeterminate() }
  }

  /// Becomes certainly undefined.
  public mutating func setNaN() { kind = .nan }

  /// Becomes anything, NaN included.
  public mutating func setIndeterminate() { kind = .indeterminate }

  private mutating func setInfinite() {
    kind = .infinite
    radius = .zero
  }
}
