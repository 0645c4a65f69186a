import Formats

/// A positive number with a 256-bit significand, truncated after each product.
struct WideFloat {
  /// The upper half of the significand; its highest bit is set.
  let high: UInt128
  /// The lower half of the significand.
  let low: UInt128
  /// The exponent: the value is `significand · 2^(exponent − 255)`.
  let exponent: Int
  /// Whether the true value is above the one held.
  let isTruncated: Bool

  private init(high: UInt128, low: UInt128, exponent: Int, isTruncated: Bool) {
    self.high = high
    self.low = low
    self.exponent = exponent
    self.isTruncated = isTruncated
  }

  /// A positive finite number, exactly.
  init(_ value: Double) {
    // `significand` is in [1, 2) and has 52 bits after the point.
    let integer = UInt128(UInt64(value.significand * 0x1p52))
    self.init(
      high: integer << 75, low: 0, exponent: Int(value.exponent), isTruncated: false)
  }

  /// The product, truncated to 256 bits.
  static func * (a: Self, b: Self) -> Self {
    let lowLow = a.low.multipliedFullWidth(by: b.low)
    let lowHigh = a.low.multipliedFullWidth(by: b.high)
    let highLow = a.high.multipliedFullWidth(by: b.low)
    let highHigh = a.high.multipliedFullWidth(by: b.high)

    let (second, carries1) = sum(lowLow.high, lowHigh.low, highLow.low)
    let (third0, carries2) = sum(highHigh.low, lowHigh.high, highLow.high)
    let (third, carry3) = third0.addingReportingOverflow(carries1)
    let fourth = highHigh.high + carries2 + (carry3 ? 1 : 0)

    // The product of two significands in [1, 2) is in [1, 4).
    let isAbove2 = fourth >> 127 == 1
    let isTruncated = a.isTruncated || b.isTruncated
    if isAbove2 {
      return Self(
        high: fourth, low: third, exponent: a.exponent + b.exponent + 1,
        isTruncated: isTruncated || second != 0 || lowLow.low != 0)
    }
    return Self(
      high: fourth << 1 | third >> 127, low: third << 1 | second >> 127,
      exponent: a.exponent + b.exponent,
      isTruncated: isTruncated || second << 1 != 0 || lowLow.low != 0)
  }

  /// The value of `format` nearest to this number; a tie goes to even.
  ///
  /// The number is at most 1, so that nothing overflows.
  func nearest(in format: FloatFormat) -> Double {
    let lastPlace =
      max(exponent, format.minimumExponent) - format.trailingSignificandBits
    // 203 or more of the 256 bits are below the last place.
    let dropped = lastPlace - exponent + 255
    if dropped > 256 { return 0 }
    let droppedHigh = UInt128(dropped - 128)
    var kept = high >> droppedHigh
    let remainder = high & ((1 << droppedHigh) &- 1)
    let half: UInt128 = 1 << (droppedHigh - 1)
    let isAboveHalf = remainder > half || remainder == half && (low != 0 || isTruncated)
    if isAboveHalf || remainder == half && kept & 1 == 1 { kept += 1 }
    return Double(sign: .plus, exponent: lastPlace, significand: Double(UInt64(kept)))
  }
}

/// The sum modulo 2^128 and the number of carries out of it.
private func sum(
  _ a: UInt128, _ b: UInt128, _ c: UInt128
) -> (value: UInt128, carries: UInt128) {
  let (ab, carry1) = a.addingReportingOverflow(b)
  let (abc, carry2) = ab.addingReportingOverflow(c)
  return (abc, (carry1 ? 1 : 0) + (carry2 ? 1 : 0))
}
