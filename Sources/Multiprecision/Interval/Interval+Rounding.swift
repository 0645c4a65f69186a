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

  /// The least and the greatest value of `format` inside.
  ///
  /// Where there is none inside, the first is greater than the second. Zero is +0.
  ///
  /// - Returns: nil if anything is possible; NaN twice if the value is certainly
  ///   undefined.
  public borrowing func values(of format: FloatFormat) -> (
    least: UInt64, greatest: UInt64
  )? {
    switch kind {
    case .nan: return (format.nanBits, format.nanBits)
    case .indeterminate: return nil
    case .ordinary: break
    }
    let least = lower.rounded(to: format, .up)
    let greatest = upper.rounded(to: format, .down)
    if format.isNaN(least) || format.isNaN(greatest) {
      // Beyond the largest value of a format without infinities there is none.
      return (format.greatestFiniteBits, format.encode(-format.greatestFinite))
    }
    func positive(_ bits: UInt64) -> UInt64 { format.decode(bits) == 0 ? 0 : bits }
    return (positive(least), positive(greatest))
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
