import Formats

/// cos(πx) correctly rounded to `format`.
///
/// At the odd multiples of ½ it is +0 (IEEE 754-2019 §9.2.1). Elsewhere x is
/// reduced, exactly, to z in [0, ¼] with cos(πx) = ±cos(πz) or ±sin(πz), which a
/// series gives with an error below 2^−240 of itself. For a dyadic x that is no
/// multiple of ½ the cosine is irrational (Niven 1956), so neither exact nor a
/// tie; it could be rounded wrongly only if its bits from the 55th to the 240th
/// were all equal: odds of about 2^−185.
package func cosinePi(_ x: Double, in format: FloatFormat) -> Double {
  guard x.isFinite else { return .nan }
  // All three reductions are exact: a remainder, and differences of numbers
  // within a factor of 2.
  var z = x.magnitude.truncatingRemainder(dividingBy: 2)
  if z > 1 { z = 2 - z }
  let isNegative = z > 0.5
  if isNegative { z = 1 - z }
  if z == 0.5 { return 0 }
  if z == 0 { return isNegative ? -1 : 1 }
  let magnitude = approximateCosinePi(z).nearest(in: format)
  return isNegative ? -magnitude : magnitude
}

/// cos(πz) before it is rounded, for 0 < z < ½.
package func approximateCosinePi(_ z: Double) -> WideFloat {
  let isSine = z > 0.25
  let z = isSine ? 0.5 - z : z
  let angle = WideFloat(quarterOfPi, scale: -254) * WideFloat(z)
  let square = (angle * angle).fixedPoint
  // 1 − u/(1·2)·(1 − u/(3·4)·(…)), or for the sine 1 − u/(2·3)·(1 − u/(4·5)·(…)):
  // u < 0.62, so that 30 terms leave less than 2^−260.
  var series = fixedOne
  for k in (1...30).reversed() {
    let divisor = UInt64(isSine ? 2 * k * (2 * k + 1) : (2 * k - 1) * 2 * k)
    series = fixedOne &- fixedProduct(square, series) / divisor
  }
  let value = WideFloat(series, scale: -252, isTruncated: true)
  return isSine ? angle * value : value
}

/// π/4 in units of 2^−256.
private let quarterOfPi = UInt256(
  high: 0xc90fdaa2_2168c234_c4c6628b_80dc1cd1,
  low: 0x29024e08_8a67cc74_020bbea6_3b139b22)
