extension FloatFormat {
  /// The number of stored significand bits.
  public var trailingSignificandBits: Int { precision - 1 }
  /// The number of exponent bits.
  public var exponentBits: Int { bitWidth - precision }
  /// The number added to an exponent to encode it.
  public var bias: Int { 1 - minimumExponent }
  /// The exponent of the smallest subnormal, `minimumExponent − precision + 1`.
  public var smallestSubnormalExponent: Int { minimumExponent - precision + 1 }
  /// The unit roundoff `2^(−precision)`: half the distance from 1 to the next value.
  public var unitRoundoff: Double {
    Double(sign: .plus, exponent: -precision, significand: 1)
  }
  /// Every encoding is in `0 ... bitMask`.
  public var bitMask: UInt64 { bitWidth == 64 ? .max : (1 << UInt64(bitWidth)) - 1 }

  var signMask: UInt64 { 1 << UInt64(bitWidth - 1) }
  var exponentMask: UInt64 {
    ((1 << UInt64(exponentBits)) - 1) << UInt64(trailingSignificandBits)
  }
  var trailingSignificandMask: UInt64 { (1 << UInt64(trailingSignificandBits)) - 1 }

  /// The encoding of +∞, or nil if the format has no infinities.
  public var infinityBits: UInt64? {
    specialEncoding == .infinitiesAndNaNs ? exponentMask : nil
  }
  /// The encoding of the quiet NaN that RMSpec writes.
  public var nanBits: UInt64 {
    switch specialEncoding {
    case .infinitiesAndNaNs: exponentMask | 1 << UInt64(trailingSignificandBits - 1)
    case .singleNaN: exponentMask | trailingSignificandMask
    }
  }
  /// The encoding of the largest finite value.
  public var greatestFiniteBits: UInt64 {
    switch specialEncoding {
    case .infinitiesAndNaNs: exponentMask - 1
    case .singleNaN: (exponentMask | trailingSignificandMask) - 1
    }
  }
  /// The largest finite value.
  public var greatestFinite: Double { decode(greatestFiniteBits) }
  /// The smallest positive value, a subnormal.
  public var leastPositive: Double { decode(1) }

  /// Whether `bits` encodes a NaN.
  public func isNaN(_ bits: UInt64) -> Bool {
    let magnitude = bits & ~signMask
    switch specialEncoding {
    case .infinitiesAndNaNs: return magnitude > exponentMask
    case .singleNaN: return magnitude == nanBits
    }
  }

  /// The value that `bits` encodes, exactly; any NaN becomes `Double.nan`.
  public func decode(_ bits: UInt64) -> Double {
    precondition(bits & ~bitMask == 0, "encoding wider than the format")
    if bitWidth == 64 { return Double(bitPattern: bits) }
    if isNaN(bits) { return .nan }
    let sign: FloatingPointSign = bits & signMask == 0 ? .plus : .minus
    let magnitude = bits & ~signMask
    if magnitude == infinityBits { return sign == .plus ? .infinity : -.infinity }
    let field = Int(magnitude >> UInt64(trailingSignificandBits))
    let trailing = magnitude & trailingSignificandMask
    let significand =
      field == 0 ? trailing : trailing | 1 << UInt64(trailingSignificandBits)
    // Powers of two down to 2^−133 and integers below 2^24 are exact in Double.
    let value =
      Double(significand)
      * Double(
        sign: .plus, exponent: max(field, 1) - bias - trailingSignificandBits,
        significand: 1)
    return sign == .plus ? value : -value
  }
}
