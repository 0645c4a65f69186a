import Multiprecision

extension Interval {
  /// Admits everything that is possible for `other`, too.
  mutating func formHull(with other: borrowing Interval) {
    if isNaN && other.isNaN { return }
    if isNaN || other.isNaN || isIndeterminate || other.isIndeterminate {
      return setIndeterminate()
    }
    let isLower = other.lower.compare(lower) < 0
    let isHigher = other.upper.compare(upper) > 0
    if isLower && isHigher {
      set(other)
    } else if isLower {
      let end = upper.copy()
      set(other.lower, end)
    } else if isHigher {
      let end = lower.copy()
      set(end, other.upper)
    }
  }

  /// Admits the greatest finite value wherever a magnitude may be beyond it.
  mutating func admitSaturation(at greatest: Double) {
    if isNaN || isIndeterminate { return }
    for end in [greatest, -greatest] {
      let isBeyond = end > 0 ? upper.compare(end) > 0 : lower.compare(end) < 0
      guard isBeyond, !contains(end) else { continue }
      var point = Interval(precision: precision, side: side)
      point.set(end)
      formHull(with: point)
    }
  }

  /// Whether zero is possible, or anything.
  var mayBeZero: Bool {
    if isNaN { return false }
    return isIndeterminate || (lower.signum <= 0 && upper.signum >= 0)
  }
}
