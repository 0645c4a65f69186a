import Formats

/// `base^exponent` correctly rounded to `format`, for a `base` of at least 0.
///
/// Special values are those of IEEE 754-2019 §9.2.1: x^0 = 1^y = 1 whatever the
/// other number is.
///
/// A power that is a number of at most 54 bits, so exact or a tie, is found by
/// number theory and rounded exactly. With x = m·2^E and y = n/2^j in lowest
/// terms (m, n odd), x^y is dyadic only if x is the 2^j-th power of a dyadic
/// number r, and then it is r^n; for n < 0, r must be a power of two.
///
/// Every other power is formed as 2^(y·log2 x) with an error below 2^−180 of
/// itself: log2 x is off by at most 2^−250, and y by which it is multiplied is
/// below 2^64 where neither overflow nor underflow decides the result. It could
/// be rounded wrongly only if the bits from the 55th to the 180th were all equal:
/// odds of about 2^−125.
package func realPower(
  _ base: Double, _ exponent: Double, in format: FloatFormat
) -> Double {
  if exponent == 0 || base == 1 { return 1 }
  if base.isNaN || exponent.isNaN || base < 0 { return .nan }
  if base == 0 || base == .infinity || exponent.isInfinite {
    return (base < 1) == (exponent > 0) ? 0 : format.round(.infinity)
  }
  if let exact = exactPower(base, exponent, in: format) { return exact }
  guard let power = approximatePower(base, exponent) else {
    // Beyond 2^±2048 every format overflows or underflows.
    return (base < 1) == (exponent > 0) ? 0 : format.round(.infinity)
  }
  return power.nearest(in: format)
}

/// The power before it is rounded, or nil if it is beyond 2^±2048.
///
/// Neither number is special, and the base is not 1.
package func approximatePower(_ base: Double, _ exponent: Double) -> WideFloat? {
  let logarithm = Logarithm(of: base)
  let product = WideFloat(exponent.magnitude) * logarithm.magnitude
  guard product.exponent <= 10 else { return nil }
  return powerOfTwo(product, isNegative: logarithm.isNegative != (exponent < 0))
}

/// The power of two numbers where it may be dyadic, or nil if it is not.
private func exactPower(
  _ base: Double, _ exponent: Double, in format: FloatFormat
) -> Double? {
  var (root, scale) = odd(base)
  let (numerator, power) = odd(exponent.magnitude)
  // y = numerator · 2^power: take a square root for every halving. This soon
  // fails: a root of a number above 1 shrinks, and a scale runs out of factors 2.
  for _ in 0..<max(-power, 0) {
    let next = integerRoot(root)
    guard next * next == root, scale & 1 == 0 else { return nil }
    (root, scale) = (next, scale / 2)
  }
  if root == 1 {
    // 2^(scale · n), where n is an integer or large.
    let n =
      Double(numerator) * Double(sign: .plus, exponent: max(power, 0), significand: 1)
    let result = Double(scale) * (exponent < 0 ? -n : n)
    if result.magnitude > 2000 { return result < 0 ? 0 : format.round(.infinity) }
    return WideFloat(UInt256(high: 0, low: 1), scale: Int(result)).nearest(in: format)
  }
  // An odd number above 1 has more than 54 bits to a power above 34.
  guard exponent > 0, power <= 6, numerator <= 64 else { return nil }
  let n = Int64(numerator) << Int64(max(power, 0))
  let value = Double(sign: .plus, exponent: scale, significand: Double(root))
  return integerPower(value, n, in: format)
}

/// A positive number as an odd integer times a power of two.
private func odd(_ value: Double) -> (integer: UInt64, scale: Int) {
  let integer = UInt64(value.significand * 0x1p52)
  let zeros = integer.trailingZeroBitCount
  return (integer >> UInt64(zeros), Int(value.exponent) - 52 + zeros)
}

/// The greatest integer whose square is at most `value`, which is below 2^53.
private func integerRoot(_ value: UInt64) -> UInt64 {
  // The rounded root of a perfect square below 2^53 is exact.
  UInt64(Double(value).squareRoot())
}

/// The binary logarithm of a positive number.
private struct Logarithm {
  let isNegative: Bool
  let magnitude: WideFloat

  /// The logarithm of a number other than 1.
  ///
  /// Squaring a number in [1, 2) shows the next bit of its logarithm. A product
  /// that was cut by the share δ moves the logarithm by less than 2δ/2^i after i
  /// squarings, so all cuts together move it by less than 2^−252.
  init(of value: Double) {
    var rest = WideFloat(value).significand
    var fraction = UInt256.zero
    for _ in 0..<256 {
      rest = rest.multipliedFullWidth(by: rest).high
      let isAbove2 = rest.high >> 127 == 1
      if !isAbove2 { rest = rest << 1 }
      fraction = fraction << 1 &+ UInt256(high: 0, low: isAbove2 ? 1 : 0)
    }
    var whole = Int(value.exponent)
    isNegative = whole < 0
    if isNegative {
      // −|e| + f = −(|e| − 1 + (1 − f)), and f = 0 only for a power of two.
      fraction = .zero &- fraction
      whole = fraction == .zero ? -whole : -whole - 1
    }
    // The whole part has at most 11 bits.
    magnitude =
      whole == 0
      ? WideFloat(fraction, scale: -256, isTruncated: true)
      : WideFloat(
        UInt256(high: UInt128(whole) << 116, low: 0) &+ fraction >> 12, scale: -244,
        isTruncated: true)
  }
}

/// 2^x or 2^−x for an x below 2^11.
private func powerOfTwo(_ x: WideFloat, isNegative: Bool) -> WideFloat {
  // x = whole + fraction, the fraction in units of 2^−256.
  var whole = x.exponent < 0 ? 0 : Int(x.significand.high >> UInt128(127 - x.exponent))
  var fraction = x.significand << (x.exponent + 1)
  if isNegative {
    fraction = .zero &- fraction
    whole = fraction == .zero ? -whole : -whole - 1
  }
  // e^r by its series, with r = fraction · ln 2 reduced by 2^16: the term r^16/16!
  // is below 2^−300. Each of the 16 squarings at most doubles the error and adds
  // a unit, which leaves it below 2^−230.
  let r = fraction.multipliedFullWidth(by: naturalLogarithmOf2).high >> 20
  var power = fixedOne
  for k in (1...15).reversed() {
    power = fixedOne &+ fixedProduct(r, power) / UInt64(k)
  }
  for _ in 0..<16 { power = fixedProduct(power, power) }
  return WideFloat(power, scale: whole - 252, isTruncated: true)
}

/// 1 in units of 2^−252.
let fixedOne = UInt256(high: 1 << 124, low: 0)

/// The product of two numbers in units of 2^−252.
func fixedProduct(_ a: UInt256, _ b: UInt256) -> UInt256 {
  let (high, low) = a.multipliedFullWidth(by: b)
  return high << 4 &+ UInt256(high: 0, low: low.high >> 124)
}

/// ln 2 in units of 2^−256.
private let naturalLogarithmOf2 = UInt256(
  high: 0xb17217f7_d1cf79ab_c9e3b398_03f2f6af,
  low: 0x40f34326_7298b62d_8a0d175b_8baafa2b)
