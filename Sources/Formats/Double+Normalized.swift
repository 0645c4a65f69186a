extension Double {
  /// The significand as an integer in [2^52, 2^53), and the exponent, of a
  /// positive finite number: `significand · 2^(exponent − 52)`.
  var normalized: (significand: UInt64, exponent: Int) {
    if isNormal { return (significandBitPattern | 1 << 52, Int(exponent)) }
    let shift = significandBitPattern.leadingZeroBitCount - 11
    return (significandBitPattern << UInt64(shift), -1022 - shift)
  }
}
