internal import CFormats

extension FloatFormat {
  /// Whether the kernels know the format: all standard ones but binary64.
  var hasKernel: Bool {
    [8, 16, 32].contains(bitWidth) && precision >= 2 && isSubset(of: .binary32)
      // Subnormals are normal in binary32, or subnormal there just as here, and then
      // none is computed with: processors may be set to take them for zeros.
      && (minimumExponent == -126 || smallestSubnormalExponent >= -126)
  }

  /// The format for the kernels.
  func kernelFormat(_ rounding: BulkRounding) -> CFFormat {
    let greatest = UInt32(greatestFiniteBits)
    let overflow = UInt32(overflowBits)
    var (positive, negative) = (overflow, overflow)
    switch rounding {
    case .toward(.nearestEven), .toward(.nearestAway), .stochastic: break
    case .toward(.towardZero): (positive, negative) = (greatest, greatest)
    case .toward(.up): negative = greatest
    case .toward(.down): positive = greatest
    }
    return CFFormat(
      precision: UInt32(precision), minimumExponent: Int32(minimumExponent),
      sign: UInt32(signMask), greatest: greatest,
      infinity: UInt32(infinityBits ?? overflowBits), overflowPositive: positive,
      overflowNegative: negative, nan: UInt32(nanBits),
      lastNumber: UInt32(infinityBits ?? greatestFiniteBits))
  }

  /// The kernels for the format, or nil where they do not serve.
  func kernels<Value: KernelValue>(
    _ level: SIMDLevel, of value: Value.Type
  ) -> Conversions<Value>? {
    hasKernel ? level.kernels.map(Value.conversions) : nil
  }
}
