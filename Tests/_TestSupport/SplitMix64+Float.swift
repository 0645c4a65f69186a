extension SplitMix64 {
  /// A `Float` of uniformly random bits: every exponent is as likely, NaNs,
  /// infinities and subnormals included.
  public mutating func anyFloat() -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: next() >> 32))
  }

  /// A finite `Float` of random sign and significand with an exponent of the
  /// range, which lies within −126...127.
  public mutating func float(exponent: ClosedRange<Int>) -> Float {
    let significand = UInt32(truncatingIfNeeded: bits(23))
    let field = UInt32(integer(in: exponent) + 127)
    return Float(bitPattern: significand | field << 23 | UInt32(bits(1)) << 31)
  }

  /// A `Float` with weight on what goes wrong, as `weightedDouble()`.
  public mutating func weightedFloat() -> Float {
    switch integer(in: 0...9) {
    case 0: return choice(Float.specials)
    case 1: return Float(bitPattern: UInt32(bits(23) | bits(1) << 31))
    case 2:
      let exact = Float(
        sign: bool() ? .plus : .minus, exponent: integer(in: -126...127), significand: 1)
      return choice([exact, exact.nextUp, exact.nextDown])
    case 3: return Float(integer(in: -64...64))
    case 4, 5: return float(exponent: -4...4)
    case 6: return float(exponent: -30...30)
    case 7:
      // Few significand bits: products and ties are exact.
      let mask: UInt32 = ~((1 << UInt32(integer(in: 8...22))) - 1)
      return Float(bitPattern: anyFloat().bitPattern & mask)
    default: return anyFloat()
    }
  }
}

extension Float {
  /// The values at the borders of binary32.
  public static let specials: [Float] = [
    0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, .leastNormalMagnitude, -.leastNormalMagnitude,
    .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .ulpOfOne, 0.5, 2,
  ]
}
