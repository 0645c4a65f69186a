import Formats

/// What is known of an exact value's rounding.
public enum FormatRounding: Equatable, Sendable {
  /// Every point of the enclosure rounds to this encoding.
  case decided(UInt64)
  /// Points of the enclosure round differently.
  case undecided
}

extension Interval {
  /// The encoding of the value correctly rounded to `format`, if the enclosure
  /// decides it.
  ///
  /// A value that rounds to zero has its own sign, or gives +0 if that is open
  /// or the value is zero itself, which has none here.
  public borrowing func rounded(
    to format: FloatFormat, _ direction: RoundingDirection = .nearestEven
  ) -> FormatRounding {
    switch kind {
    case .nan: return .decided(format.nanBits)
    case .indeterminate: return .undecided
    case .ordinary: break
    }
    if isZero { return .decided(0) }
    let low = lower.rounded(to: format, direction)
    let high = upper.rounded(to: format, direction)
    if low == high { return .decided(low) }
    let areZeros = format.decode(low) == 0 && format.decode(high) == 0
    return areZeros ? .decided(0) : .undecided
  }

  /// The least interval of `format`'s values that contains what the enclosure
  /// rounds to.
  ///
  /// - Returns: nil if anything is possible; NaN twice if the value is
  ///   certainly undefined. In a format without infinities whose overflow is NaN
  ///   an endpoint beyond the largest finite value that still rounds to it
  ///   becomes it; an overflow is NaN twice if it is certain, and nil if it is
  ///   only possible.
  public borrowing func outward(to format: FloatFormat) -> (low: UInt64, high: UInt64)? {
    switch kind {
    case .nan: return (format.nanBits, format.nanBits)
    case .indeterminate: return nil
    case .ordinary: break
    }
    var low = lower.rounded(to: format, .down)
    var high = upper.rounded(to: format, .up)
    guard format.overflow == .nan else { return (low, high) }
    let lowOverflows = format.isNaN(lower.rounded(to: format, .nearestEven))
    let highOverflows = format.isNaN(upper.rounded(to: format, .nearestEven))
    if lowOverflows || highOverflows {
      let isCertain =
        lowOverflows && highOverflows && lower.isNegative == upper.isNegative
      return isCertain ? (format.nanBits, format.nanBits) : nil
    }
    if format.isNaN(low) { low = format.encode(-format.greatestFinite) }
    if format.isNaN(high) { high = format.greatestFiniteBits }
    return (low, high)
  }

  /// The value correctly rounded to `digits` significant decimal digits, or nil
  /// if the enclosure does not decide it.
  public borrowing func decimal(digits: Int) -> String? {
    switch kind {
    case .nan: return "nan"
    case .indeterminate: return nil
    case .ordinary:
      let low = lower.decimal(digits: digits)
      return isPoint || low == upper.decimal(digits: digits) ? low : nil
    }
  }
}
