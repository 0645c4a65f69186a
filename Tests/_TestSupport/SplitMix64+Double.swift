extension SplitMix64 {
  /// A `Double` of uniformly random bits: every exponent is as likely, NaNs,
  /// infinities and subnormals included, though these are rare.
  public mutating func anyDouble() -> Double { Double(bitPattern: next()) }

  /// A finite `Double` of random bits.
  public mutating func finiteDouble() -> Double {
    while true {
      let value = anyDouble()
      if value.isFinite { return value }
    }
  }

  /// A finite `Double` of random sign and significand with an exponent of the
  /// range, which lies within −1022...1023.
  public mutating func double(exponent: ClosedRange<Int>) -> Double {
    Double(
      sign: bool() ? .plus : .minus, exponent: integer(in: exponent),
      significand: 1 + unit())
  }

  /// A `Double` with weight on what goes wrong: specials, zeros, subnormals,
  /// powers of two and their neighbours, short significands, numbers around 1.
  public mutating func weightedDouble() -> Double {
    switch integer(in: 0...9) {
    case 0: return choice(Double.specials)
    case 1: return Double(bitPattern: bits(52) | bits(1) << 63)
    case 2:
      let power = double(exponent: -1022...1023)
      let exact = Double(sign: power.sign, exponent: Int(power.exponent), significand: 1)
      return choice([exact, exact.nextUp, exact.nextDown])
    case 3: return Double(integer(in: -64...64))
    case 4, 5: return double(exponent: -4...4)
    case 6: return double(exponent: -60...60)
    case 7:
      // Few significand bits: products and ties are exact.
      return Double(bitPattern: next() & ~((1 << UInt64(integer(in: 30...51))) - 1))
    default: return anyDouble()
    }
  }
}

extension Double {
  /// The values at the borders of binary64.
  public static let specials: [Double] = [
    0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, .leastNormalMagnitude, -.leastNormalMagnitude,
    .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .ulpOfOne, 0.5, 2,
  ]
}
