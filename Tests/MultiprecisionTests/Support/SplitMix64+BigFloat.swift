import Formats
import Multiprecision
import _TestSupport

extension SplitMix64 {
  /// A precision from 2 to 400 bits, often small or next to a limb's width.
  mutating func precision() -> Int {
    switch integer(in: 0...4) {
    case 0: integer(in: 2...8)
    case 1: choice([53, 63, 64, 65, 127, 128, 129, 192])
    default: integer(in: 2...400)
    }
  }

  /// A finite number with zeros, short and full significands, cancelling
  /// neighbours of powers of two, and exponents far beyond binary64.
  mutating func bigFloat(precision: Int) -> BigFloat {
    var result = BigFloat(precision: precision)
    if oneIn(16) {
      result.setZero(negative: bool())
      return result
    }
    result.set(bool() ? 1 : integer(in: 1...255))
    for _ in 0..<integer(in: 0...precision / 53 + 1) {
      result.scale(byPowerOfTwo: 53)
      // A chunk of zeros or ones makes ties and long carries.
      let chunk = choice([Int(bits(53)), 0, (1 << 53) - 1, 1])
      let addend = BigFloat(Double(chunk))
      result.add(addend, rounding: .towardZero)
      // Each chunk has the next 53 bits below those before.
    }
    result.scale(byPowerOfTwo: exponent())
    if bool() { result.negate() }
    return result
  }

  private mutating func exponent() -> Int {
    switch integer(in: 0...7) {
    case 0: integer(in: -100_000...100_000)
    case 1: integer(in: -1100...1100)
    case 2: 0
    default: integer(in: -70...10)
    }
  }

  /// An infinity once in a while, otherwise a finite number.
  mutating func extendedBigFloat(precision: Int) -> BigFloat {
    guard oneIn(12) else { return bigFloat(precision: precision) }
    var result = BigFloat(precision: precision)
    result.setInfinity(negative: bool())
    return result
  }

  /// A direction that MPFR knows.
  mutating func direction() -> RoundingDirection {
    choice([.nearestEven, .towardZero, .up, .down])
  }
}
