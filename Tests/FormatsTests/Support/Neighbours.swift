import Formats
import _TestSupport

extension FloatFormat {
  /// The encoding of the other sign.
  func negated(_ bits: UInt64) -> UInt64 { bits ^ 1 << UInt64(bitWidth - 1) }

  /// The values of the format on either side of `magnitude` in [0, greatest
  /// finite], found by bisection over the encodings: nothing of `encode` is used.
  func neighbours(of magnitude: Double) -> (low: UInt64, high: UInt64) {
    var low: UInt64 = 0
    var high = greatestFiniteBits
    if magnitude >= greatestFinite { return (high, high) }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if decode(middle) <= magnitude { low = middle } else { high = middle }
    }
    return decode(low) == magnitude ? (low, low) : (low, high)
  }
}

extension SplitMix64 {
  /// A number within the format's range, near one of its values or midpoints, or
  /// anywhere.
  mutating func magnitude(for format: FloatFormat) -> Double {
    let bits = next() % (format.greatestFiniteBits + 1)
    let value = format.decode(bits)
    let following =
      bits < format.greatestFiniteBits ? format.decode(bits + 1) : value
    let middle = value + (following - value) / 2
    switch integer(in: 0...5) {
    case 0: return value
    case 1: return min(value.nextUp, format.greatestFinite)
    case 2: return middle
    case 3: return min(middle.nextUp, format.greatestFinite)
    case 4: return middle.nextDown.magnitude
    default: return value + (following - value) * unit()
    }
  }
}
