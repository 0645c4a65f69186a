import Formats

/// `base^exponent` correctly rounded to `format`, for `base` in [0, 1].
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
  precondition(base >= 0 && base <= 1 && exponent >= 0)
  if exponent == 0 || base == 1 { return 1 }
  if base == 0 { return 0 }
  let factor = WideFloat(base)
  var power = factor
  let length = Int64.bitWidth - exponent.leadingZeroBitCount
  for bit in (0..<length - 1).reversed() {
    power = power * power
    if exponent >> Int64(bit) & 1 == 1 { power = power * factor }
    // Powers only shrink. Below half of the least subnormal of binary64 every
    // format rounds to 0; stopping here also keeps the exponent in range.
    if power.exponent < -1080 { return 0 }
  }
  return power.nearest(in: format)
}
