extension BinaryFloatingPoint {
  /// Whether it is the same datum as `other`: equal with equal signs, so that
  /// the zeros differ, or both NaN, whatever their payloads.
  public func isSame(as other: Self) -> Bool {
    isNaN ? other.isNaN : self == other && sign == other.sign
  }
}

extension Double {
  /// The value in hexadecimal significand notation, which loses nothing.
  public var exactDescription: String {
    guard isFinite, self != 0 else { return description }
    let digits = String(significandBitPattern, radix: 16)
    let fraction = String(repeating: "0", count: 13 - digits.count) + digits
    let lead = isNormal ? 1 : 0
    let exponent = isNormal ? Int(exponent) : -1022
    return "\(sign == .minus ? "-" : "")0x\(lead).\(fraction)p\(exponent)"
  }
}
