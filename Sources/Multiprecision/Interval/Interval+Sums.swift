extension Interval {
  /// Becomes an enclosure of `a + b`.
  public mutating func setSum(_ a: borrowing Interval, _ b: borrowing Interval) {
    if settle(a.kind, b.kind) { return }
    if Interval.mayCancelInfinities(a.upper, b.lower)
      || Interval.mayCancelInfinities(b.upper, a.lower)
    {
      return setUndefined(isCertain: a.isPoint && b.isPoint)
    }
    lower.setSum(a.lower, b.lower, rounding: down)
    upper.setSum(a.upper, b.upper, rounding: up)
  }

  /// Becomes an enclosure of `a − b`.
  public mutating func setDifference(_ a: borrowing Interval, _ b: borrowing Interval) {
    if settle(a.kind, b.kind) { return }
    if (a.upper.isPositiveInfinity && b.upper.isPositiveInfinity)
      || (a.lower.isNegativeInfinity && b.lower.isNegativeInfinity)
    {
      return setUndefined(isCertain: a.isPoint && b.isPoint)
    }
    lower.setDifference(a.lower, b.upper, rounding: down)
    upper.setDifference(a.upper, b.lower, rounding: up)
  }

  /// Becomes `−a`.
  public mutating func setNegation(_ a: borrowing Interval) {
    if settle(a.kind) { return }
    lower.setNegation(a.upper, rounding: down)
    upper.setNegation(a.lower, rounding: up)
  }

  /// Whether a sum may be (+∞) + (−∞).
  private static func mayCancelInfinities(
    _ upper: borrowing BigFloat, _ lower: borrowing BigFloat
  ) -> Bool {
    upper.isPositiveInfinity && lower.isNegativeInfinity
  }
}
