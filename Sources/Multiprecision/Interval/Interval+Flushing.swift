extension Interval {
  /// Whether it contains a number of a magnitude below `threshold`, and does not contain
  /// zero.
  public borrowing func isNearZero(below threshold: borrowing BigFloat) -> Bool {
    guard kind == .ordinary else { return false }
    if lower.signum > 0 { return lower.compare(threshold) < 0 }
    return upper.signum < 0 && upper.compareMagnitude(threshold) < 0
  }

  /// Extends it to contain zero.
  public mutating func extendToZero() {
    guard kind == .ordinary else { return }
    if lower.signum > 0 { lower.setZero() } else if upper.signum < 0 { upper.setZero() }
  }
}
