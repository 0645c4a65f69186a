/// A binary16 value, emulated: it needs no hardware support and exists on
/// every platform, unlike `Float16`.
///
/// It stores and converts; arithmetic is done in `Float` and rounded once per
/// operation, which for + − × ÷ √ gives the correctly rounded binary16 result
/// (double rounding through binary32 is innocuous there; FMA is not).
public struct Binary16: Hashable, Sendable {
  /// The encoding.
  public var bitPattern: UInt16

  /// Creates a value from its encoding.
  @inlinable public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

  /// `value` rounded to the nearest binary16, ties to even.
  ///
  /// Any NaN becomes the quiet NaN `7e00`.
  @inlinable public init(_ value: Float) {
    let bits = value.bitPattern
    let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
    let magnitude = bits & 0x7fff_ffff
    if magnitude > 0x7f80_0000 {
      bitPattern = 0x7e00
    } else if magnitude >= 0x4780_0000 {
      // 2^16 and above, infinity included.
      bitPattern = sign | 0x7c00
    } else if magnitude >= 0x3880_0000 {
      // Normal: rebias the exponent (127 − 15) and round 13 bits away.
      let rounded = magnitude - 0x3800_0000 + 0xfff + (magnitude >> 13 & 1)
      bitPattern = sign | UInt16(truncatingIfNeeded: rounded >> 13)
    } else {
      // Subnormal: adding 0.5 aligns the last place of binary32 with 2^−24, so
      // the addition itself rounds to nearest even.
      let aligned = Float(bitPattern: magnitude) + 0.5
      bitPattern = sign | UInt16(truncatingIfNeeded: aligned.bitPattern - 0x3f00_0000)
    }
  }
}

extension Float {
  /// The value of `value`, exactly.
  @inlinable public init(_ value: Binary16) {
    let bits = UInt32(value.bitPattern)
    let sign = (bits & 0x8000) << 16
    let magnitude = bits & 0x7fff
    if magnitude >= 0x7c00 {
      // Infinity, or NaN with its payload kept.
      self.init(bitPattern: sign | 0x7f80_0000 | (magnitude & 0x3ff) << 13)
    } else if magnitude >= 0x0400 {
      self.init(bitPattern: sign | (magnitude << 13 + 0x3800_0000))
    } else {
      // Subnormal: magnitude · 2^−24, exact in binary32.
      let value = Float(magnitude) * 0x1p-24
      self.init(bitPattern: sign | value.bitPattern)
    }
  }
}

extension Binary16: CustomStringConvertible {
  /// The value in decimal digits, as `Float` writes it.
  public var description: String { Float(self).description }
}
