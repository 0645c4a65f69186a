import Formats

extension Interval {
  /// The least interval of `format`'s values that contains what the enclosure
  /// rounds to stochastically, all of it by the same 32 random bits.
  ///
  /// For given bits the rounding is monotonic, so that the endpoints' results
  /// are the result's endpoints.
  ///
  /// - Returns: nil if anything is possible; NaN twice if the value is certainly
  ///   undefined, or certainly overflows where that gives NaN.
  public borrowing func outward(
    to format: FloatFormat, stochastic r: UInt32
  ) -> (low: UInt64, high: UInt64)? {
    switch kind {
    case .nan: return (format.nanBits, format.nanBits)
    case .indeterminate: return nil
    case .ordinary: break
    }
    let low = lower.rounded(to: format, stochastic: r)
    let high = upper.rounded(to: format, stochastic: r)
    guard format.overflow == .nan else { return (low, high) }
    switch (format.isNaN(low), format.isNaN(high)) {
    case (true, true) where lower.isNegative == upper.isNegative:
      return (format.nanBits, format.nanBits)
    // On the way to an infinity, which such a format may have, lies an overflow.
    case (false, false) where isPoint || !isUnbounded: return (low, high)
    default: return nil
    }
  }

  /// Becomes an enclosure of `a` stored in `format`, rounded stochastically by 32
  /// random bits; an overflow that gives NaN is as in `outward(to:stochastic:)`.
  public mutating func setStochastic(
    _ a: borrowing Interval, in format: FloatFormat, _ r: UInt32
  ) {
    guard let (low, high) = a.outward(to: format, stochastic: r) else {
      return setIndeterminate()
    }
    if format.isNaN(low) { return setNaN() }
    kind = .ordinary
    lower.set(format.decode(low), rounding: down)
    upper.set(format.decode(high), rounding: up)
  }
}
