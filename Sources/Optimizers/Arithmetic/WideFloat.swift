import Formats

/// A positive number with a 256-bit significand, truncated after each product.
package struct WideFloat {
  /// The significand; its highest bit is set.
  package let significand: UInt256
  /// The exponent: the value is `significand · 2^(exponent − 255)`.
  package let exponent: Int
  /// Whether the true value is above the one held.
  let isTruncated: Bool

  private init(significand: UInt256, exponent: Int, isTruncated: Bool) {
    self.significand = significand
    self.exponent = exponent
    self.isTruncated = isTruncated
  }

  /// A positive finite number, exactly.
  init(_ value: Double) {
    // `significand` is in [1, 2) and has 52 bits after the point.
    let integer = UInt128(UInt64(value.significand * 0x1p52))
    self.init(
      significand: UInt256(high: integer << 75, low: 0), exponent: Int(value.exponent),
      isTruncated: false)
  }

  /// `integer · 2^scale`, for an integer that is not 0.
  init(_ integer: UInt256, scale: Int, isTruncated: Bool = false) {
    let shift = integer.leadingZeroBitCount
    self.init(
      significand: integer << shift, exponent: scale + 255 - shift,
      isTruncated: isTruncated)
  }

  /// The product, truncated to 256 bits.
  static func * (a: Self, b: Self) -> Self {
    let (high, low) = a.significand.multipliedFullWidth(by: b.significand)
    let isTruncated = a.isTruncated || b.isTruncated
    // The product of two significands in [1, 2) is in [1, 4).
    if high.high >> 127 == 1 {
      return Self(
        significand: high, exponent: a.exponent + b.exponent + 1,
        isTruncated: isTruncated || low != .zero)
    }
    let carried = high << 1 &+ UInt256(high: 0, low: low.high >> 127)
    return Self(
      significand: carried, exponent: a.exponent + b.exponent,
      isTruncated: isTruncated || low << 1 != .zero)
  }

  /// Whether the number held is greater than the one that `other` holds.
  static func > (a: Self, b: Self) -> Bool {
    (a.exponent, a.significand.high, a.significand.low)
      > (b.exponent, b.significand.high, b.significand.low)
  }

  /// The number in units of 2^−252, rounded down; it is below 16.
  var fixedPoint: UInt256 { significand >> (3 - exponent) }

  /// The value of `format` nearest to this number; a tie goes to even.
  ///
  /// What is too large follows the format's overflow policy.
  func nearest(in format: FloatFormat) -> Double {
    if exponent > format.maximumExponent { return format.round(.infinity) }
    let lastPlace =
      max(exponent, format.minimumExponent) - format.trailingSignificandBits
    // 203 or more of the 256 bits are below the last place.
    let dropped = lastPlace - exponent + 255
    if dropped > 256 { return 0 }
    let droppedHigh = UInt128(dropped - 128)
    let (high, low) = (significand.high, significand.low)
    var kept = high >> droppedHigh
    let remainder = high & ((1 << droppedHigh) &- 1)
    let half: UInt128 = 1 << (droppedHigh - 1)
    let isAboveHalf = remainder > half || remainder == half && (low != 0 || isTruncated)
    if isAboveHalf || remainder == half && kept & 1 == 1 { kept += 1 }
    // A value of the format, or of the next binade: then too large by itself.
    return format.round(
      Double(sign: .plus, exponent: lastPlace, significand: Double(UInt64(kept))))
  }
}
