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
