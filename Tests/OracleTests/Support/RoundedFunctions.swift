import Formats
import Multiprecision

/// `base^exponent` rounded once: the product is formed exactly, factor by factor.
func roundedPower(_ base: Double, _ exponent: Int, _ format: FloatFormat) -> Double {
  var power = BigFloat(1, precision: 53 * (exponent + 1))
  for _ in 0..<exponent {
    let isExact = power.multiply(by: BigFloat(base)) == 0
    precondition(isExact)
  }
  return format.decode(power.rounded(to: format, .nearestEven))
}

/// `base^exponent` rounded to 400 bits and then to the format, which is once
/// unless there are hundreds of equal digits.
func roundedPower(_ base: Double, _ exponent: Double, _ format: FloatFormat) -> Double {
  var power = BigFloat(precision: 400)
  power.setRealPower(BigFloat(base), BigFloat(exponent), rounding: .nearestEven)
  return format.decode(power.rounded(to: format, .nearestEven))
}

/// `cos(πx)`, rounded likewise.
func roundedCosinePi(_ x: Double, _ format: FloatFormat) -> Double {
  var cosine = BigFloat(precision: 400)
  cosine.setCosinePi(BigFloat(x), rounding: .nearestEven)
  return format.decode(cosine.rounded(to: format, .nearestEven))
}

/// `value` stored as SPEC.md §13 says, with the random number `r`.
func storedStochastically(
  _ value: borrowing BigFloat, _ r: UInt32, _ format: FloatFormat
) -> Double {
  let nearest = format.decode(value.rounded(to: format, .nearestEven))
  // Nothing leads away from infinities, NaN and zeros.
  if value.isNaN || value.isInfinite || value.isZero { return nearest }
  let sign: Double = value.isNegative ? -1 : 1
  let low = format.decode(value.rounded(to: format, .towardZero)).magnitude
  let bits = format.encode(low)
  let isGreatest = bits == format.greatestFiniteBits
  let spacing =
    isGreatest
    ? low - format.decode(bits - 1) : format.decode(bits + 1) - low
  var parts = BigFloat(precision: value.precision + 64)
  parts.setMagnitude(value, rounding: .nearestEven)
  parts.subtract(BigFloat(low))
  parts.divide(by: BigFloat(spacing))
  parts.scale(byPowerOfTwo: 32)
  let away = parts.toDouble(.towardZero).rounded(.down) + Double(r) >= 0x1p32
  if !away { return sign * low }
  // Beyond the greatest value lies what the format's policy says.
  return isGreatest
    ? format.round(sign * .greatestFiniteMagnitude) : sign * (low + spacing)
}

/// The random number of SPEC.md §13.
func randomNumber(seed: UInt32, step: Int, tensor: Int, element: Int) -> UInt32 {
  [step, tensor, element].reduce(seed) { h, w in
    let modulus: UInt64 = 1 << 32
    var h = (UInt64(h) + 0x9e37_79b9 * UInt64(w + 1)) % modulus
    h ^= h >> 16
    h = h * 0x85eb_ca6b % modulus
    h ^= h >> 13
    h = h * 0xc2b2_ae35 % modulus
    h ^= h >> 16
    return UInt32(h)
  }
}
