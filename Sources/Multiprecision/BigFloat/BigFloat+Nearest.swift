import CMPFR
import Formats

extension BigFloat {
  /// The encoding to which every number within `radius` of this one, a regular number,
  /// rounds to nearest, if the leading 64 bits show it and none may be half-way.
  ///
  /// With the exponent e and the leading bits m the magnitude is in [m, m + 1]·2^(e−64).
  @inline(__always)
  borrowing func nearest(in format: FloatFormat, within radius: Magnitude) -> UInt64? {
    // In these units the radius, below 2^(r+1), is below 2^(r+65−e).
    var reach = 0 as UInt64
    if !radius.isZero {
      let bits = radius.exponent &+ 65 &- Int(raw._mpfr_exp)
      guard bits <= 32 else { return nil }
      reach = 1 << UInt64(truncatingIfNeeded: max(bits, 0))
    }
    let leading = leadingBits64
    let (high, overflows) = leading.addingReportingOverflow(reach &+ 1)
    let low = leading &- reach
    // All of it has to lie within one power of two and the next.
    guard !overflows, low >> 63 == 1 else { return nil }
    // MPFR's significand is in [1/2, 1), IEEE's in [1, 2).
    let exponent = Int(raw._mpfr_exp) &- 1
    let leastExponent = max(exponent, format.minimumExponent)
    let kept = format.precision &- (leastExponent &- exponent)
    guard exponent <= format.maximumExponent, 1...62 ~= kept else { return nil }
    let dropped = UInt64(truncatingIfNeeded: 64 &- kept)
    let half = 1 &<< (dropped &- 1) as UInt64
    let rest = low & (half &<< 1 &- 1)
    // The next half-way number that is not below has to be above all of it.
    let isAbove = rest > half
    let border = isAbove ? half &+ half &<< 1 : half
    guard rest &+ (high &- low) < border else { return nil }
    // A carry into the exponent is what it should be, except into that of infinity
    // and NaN.
    let significand = low &>> dropped &+ (isAbove ? 1 : 0)
    let field = UInt64(truncatingIfNeeded: leastExponent &- format.minimumExponent)
    let magnitude =
      field &<< UInt64(truncatingIfNeeded: format.trailingSignificandBits) &+ significand
    guard magnitude <= format.greatestFiniteBits else { return nil }
    return isNegative
      ? magnitude | 1 &<< UInt64(truncatingIfNeeded: format.bitWidth &- 1) : magnitude
  }
}
