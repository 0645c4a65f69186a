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
      var point = Interval(precision: precision)
      point.set(end)
      formHull(with: point)
    }
  }

  /// A lower bound of the least magnitude; 0 for what is undefined.
  var leastMagnitude: Double {
    if isNaN || isIndeterminate { return 0 }
    if lower.signum > 0 { return lower.toDouble(.towardZero) }
    if upper.signum < 0 { return -upper.toDouble(.towardZero) }
    return 0
  }

  /// An upper bound of the greatest magnitude; infinity for what is undefined.
  var greatestMagnitude: Double {
    if isNaN || isIndeterminate { return .infinity }
    return max(upper.toDouble(.up), -lower.toDouble(.down))
  }
}
