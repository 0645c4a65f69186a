/// An OFP8 E5M2 value, emulated.
///
/// It stores and converts; arithmetic is done in `Float` and rounded once per
/// operation, which for + − × ÷ √ gives the correctly rounded result (double
/// rounding through binary32 is innocuous there; FMA is not).
public struct E5M2: Hashable, Sendable {
  /// The encoding.
  public var bitPattern: UInt8

  /// Creates a value from its encoding.
  @inlinable public init(bitPattern: UInt8) { self.bitPattern = bitPattern }

  /// `value` rounded to the nearest E5M2, ties to even.
  ///
  /// A magnitude of 61440 and more, halfway beyond the largest value 57344,
  /// becomes an infinity. Any NaN becomes the quiet NaN `7e`.
  @inlinable public init(_ value: Float) {
    let bits = value.bitPattern
    let sign = UInt8(truncatingIfNeeded: bits >> 24) & 0x80
    let magnitude = bits & 0x7fff_ffff
    if magnitude > 0x7f80_0000 {
      bitPattern = 0x7e
    } else if magnitude >= 0x4780_0000 {
      // 2^16 and above, infinity included.
      bitPattern = sign | 0x7c
    } else if magnitude >= 0x3880_0000 {
      // Normal: rebias the exponent (127 − 15) and round 21 bits away.
      let rounded = magnitude - 0x3800_0000 + 0xf_ffff + (magnitude >> 21 & 1)
      bitPattern = sign | UInt8(truncatingIfNeeded: rounded >> 21)
    } else {
      // Subnormal: adding 2^7 aligns the last place of binary32 with 2^−16, so
      // the addition itself rounds to nearest even.
      let aligned = Float(bitPattern: magnitude) + 0x1p7
      bitPattern = sign | UInt8(truncatingIfNeeded: aligned.bitPattern - 0x4300_0000)
    }
  }
}

extension Float {
  /// The value of `value`, exactly.
  @inlinable public init(_ value: E5M2) {
    // It is the upper half of a binary16 encoding.
    self.init(Binary16(bitPattern: UInt16(value.bitPattern) << 8))
  }
}

extension E5M2: CustomStringConvertible {
  /// The value in decimal digits, as `Float` writes it.
  public var description: String { Float(self).description }
}
