internal import CFormats

/// How each value of a buffer is rounded.
enum BulkRounding {
  case toward(RoundingDirection)
  /// By 32 random bits a value, as many as there are values.
  case stochastic(UnsafeBufferPointer<UInt32>)

  var kernelCase: CFRounding {
    switch self {
    case .toward(.nearestEven): CFRoundingNearestEven
    case .toward(.nearestAway): CFRoundingNearestAway
    case .toward(.towardZero): CFRoundingTowardZero
    case .toward(.up): CFRoundingUp
    case .toward(.down): CFRoundingDown
    case .stochastic: CFRoundingStochastic
    }
  }

  var randomBits: UnsafePointer<UInt32>? {
    if case .stochastic(let bits) = self { bits.baseAddress } else { nil }
  }
}

extension FloatFormat {
  /// The encoding of one value of a buffer.
  @inline(__always)
  func encode(_ value: Double, _ rounding: BulkRounding, at index: Int) -> UInt64 {
    switch rounding {
    case .toward(let direction): encode(value, rounding: direction)
    case .stochastic(let bits): encode(value, stochastic: bits[index])
    }
  }

  /// Whether every value of this format is one of `other`, too.
  func isSubset(of other: FloatFormat) -> Bool {
    precision <= other.precision && minimumExponent >= other.minimumExponent
      && smallestSubnormalExponent >= other.smallestSubnormalExponent
      && greatestFinite <= other.greatestFinite
  }
}
