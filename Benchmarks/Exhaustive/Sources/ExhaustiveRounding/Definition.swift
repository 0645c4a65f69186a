import Formats

/// Rounding of magnitudes by its definition.
///
/// It walks over the values of a format, up the number line, and distances decide:
/// nothing of `FloatFormat.encode` is used.
struct Definition {
  private let format: FloatFormat
  // To compute these for each value would take most of the time.
  private let greatest, overflow: UInt64
  /// The largest value of the format that is at most the last magnitude.
  private var low: UInt64
  private var lowValue: Double
  /// What follows it, also beyond the largest finite value, where the spacing goes on.
  private var highValue: Double

  /// Starts at `magnitude`, by bisection.
  init(_ format: FloatFormat, at magnitude: Double) {
    self.format = format
    (greatest, overflow) = (format.greatestFiniteBits, format.overflowBits)
    var (low, beyond) = (UInt64(0), greatest + 1)
    while beyond - low > 1 {
      let middle = (low + beyond) / 2
      if format.decode(middle) <= magnitude { low = middle } else { beyond = middle }
    }
    (self.low, lowValue, highValue) = (low, 0, 0)
    move(to: low)
  }

  private mutating func move(to bits: UInt64) {
    low = bits
    lowValue = format.decode(bits)
    highValue =
      bits < greatest
      ? format.decode(bits + 1)
      : lowValue + (lowValue - format.decode(bits - 1))
  }

  /// The encodings, but for the sign, of `magnitude` and its negative; magnitudes must
  /// not descend.
  mutating func encode(
    _ magnitude: Double, _ direction: RoundingDirection
  ) -> (positive: UInt64, negative: UInt64) {
    while magnitude >= highValue && low < greatest { move(to: low + 1) }
    if magnitude == lowValue { return (low, low) }
    // Both are exact: binary64 has the bits.
    let (below, above) = (magnitude - lowValue, highValue - magnitude)
    let away = low < greatest ? low + 1 : overflow
    switch direction {
    case .nearestEven:
      let isAway = below > above || (below == above && low % 2 == 1)
      return isAway ? (away, away) : (low, low)
    case .nearestAway: return below >= above ? (away, away) : (low, low)
    case .towardZero: return (low, low)
    case .up: return (away, low)
    case .down: return (low, away)
    }
  }
}
