import Formats

/// Powers for comparison, written apart from the library: a bracket of the
/// exact value that shows whether its rounding is decided.
enum ExactPower {
  /// `base^exponent` rounded to `format`, or nil if `bits` bits do not decide it.
  static func nearest(
    _ base: Double, _ exponent: Int64, in format: FloatFormat, bits: Int = 640
  ) -> Double? {
    let low = bound(base, exponent, bits: bits, up: false)
    let high = bound(base, exponent, bits: bits, up: true)
    let (a, b) = (round(low, to: format), round(high, to: format))
    return a == b ? a : nil
  }

  private typealias Scaled = (number: Natural, exponent: Int)

  /// A bound of the power from the square-and-multiply scheme from the right.
  private static func bound(
    _ base: Double, _ exponent: Int64, bits: Int, up: Bool
  ) -> Scaled {
    var square: Scaled = (
      Natural(UInt64(base.significand * 0x1p52)), Int(base.exponent) - 52
    )
    var result: Scaled = (Natural(1), 0)
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square, bits: bits, up: up) }
      rest >>= 1
      if rest > 0 { square = product(square, square, bits: bits, up: up) }
      // Small enough to be 0 in every format, and for good.
      if result.number.bitWidth + result.exponent < -1200 { break }
      if square.number.bitWidth + square.exponent < -1200 { return square }
    }
    return result
  }

  private static func product(_ a: Scaled, _ b: Scaled, bits: Int, up: Bool) -> Scaled {
    let number = a.number * b.number
    let excess = max(0, number.bitWidth - bits)
    return (number.shifted(right: excess, up: up), a.exponent + b.exponent + excess)
  }

  private static func round(_ value: Scaled, to format: FloatFormat) -> Double {
    let top = value.number.bitWidth - 1 + value.exponent
    let lastPlace = max(top, format.minimumExponent) - format.precision + 1
    let dropped = lastPlace - value.exponent
    var kept = Natural(0)
    var isOdd = false
    if dropped <= 0 {
      kept = value.number
      precondition(kept.bitWidth <= 53)
      let integer = kept.limbs.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) }
      return Double(
        sign: .plus, exponent: value.exponent, significand: Double(integer))
    }
    kept = value.number.shifted(right: dropped, up: false)
    isOdd = kept.bit(0)
    var integer = kept.limbs.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) }
    if value.number.bit(dropped - 1)
      && (isOdd || value.number.hasBits(below: dropped - 1))
    {
      integer += 1
    }
    return Double(sign: .plus, exponent: lastPlace, significand: Double(integer))
  }
}
