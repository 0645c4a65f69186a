import Formats

/// `base^exponent` correctly rounded to `format`, for a `base` of at least 0.
///
/// The power is formed in 256 bits by binary exponentiation. Every product is
/// truncated, so the result is low by less than `2t · 2^−255` of itself, and
/// whether anything was cut off is known. An exact power (all ties among them:
/// a tie has at most 54 significant bits) is therefore rounded exactly. An
/// inexact one could be rounded wrongly only if its bits from the 54th to about
/// the 220th (t ≤ 2^31) were all ones: odds of about 2^−168, and never seen.
package func integerPower(
  _ base: Double, _ exponent: Int64, in format: FloatFormat
) -> Double {
  precondition(base >= 0 && exponent >= 0)
  if exponent == 0 || base == 1 { return 1 }
  if base == 0 { return 0 }
  if base == .infinity { return format.round(base) }
  guard let power = WideFloat(base).power(exponent) else {
    // Beyond every format.
    return base < 1 ? 0 : format.round(.infinity)
  }
  return power.nearest(in: format)
}

extension WideFloat {
  /// The power to an exponent of at least 1, or nil if it is below 2^−1080 or above
  /// 2^1080.
  func power(_ exponent: Int64) -> Self? {
    var power = self
    let length = Int64.bitWidth - exponent.leadingZeroBitCount
    for bit in (0..<length - 1).reversed() {
      power = power * power
      if exponent >> Int64(bit) & 1 == 1 { power = power * self }
      // Powers only shrink, or only grow; stopping here keeps the exponent in
      // range.
      if power.exponent.magnitude > 1080 { return nil }
    }
    return power
  }
}
