import CMPFR
import Formats

extension BigFloat {
  /// The encoding of the value, rounded stochastically to `format` by 32 random
  /// bits, exactly as `FloatFormat.encode(_:stochastic:)` does on a `Double`.
  public borrowing func rounded(to format: FloatFormat, stochastic r: UInt32) -> UInt64 {
    let low = rounded(to: format, .towardZero)
    guard isRegular else { return low }
    let sign = isNegative ? 1 << UInt64(format.bitWidth - 1) : 0 as UInt64
    // MPFR's significand is in [1/2, 1), IEEE's in [1, 2).
    let exponent = Int(raw._mpfr_exp) - 1
    if exponent > format.maximumExponent { return sign | format.overflowBits }
    let lastPlace = max(exponent, format.minimumExponent) - format.trailingSignificandBits
    // The integer part has 33 bits at most, beyond the largest value, so that
    // truncation to 64 bits and then to 53 leaves it alone.
    var excess = BigFloat(precision: 64)
    excess.setDifference(self, BigFloat(format.decode(low)), rounding: .towardZero)
    excess.scale(byPowerOfTwo: 32 - lastPlace)
    let parts = UInt64(excess.toDouble(.towardZero).magnitude)
    let magnitude = (low ^ sign) + (parts + UInt64(r)) >> 32
    let isFinite = magnitude <= format.greatestFiniteBits
    return sign | (isFinite ? magnitude : format.overflowBits)
  }
}
