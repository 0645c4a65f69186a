/// An OFP8 E4M3 value, emulated: no infinities, one NaN of each sign.
///
/// It stores and converts; arithmetic is done in `Float` and rounded once per
/// operation, which for + − × ÷ √ gives the correctly rounded result (double
/// rounding through binary32 is innocuous there; FMA is not).
public struct E4M3: Hashable, Sendable {
  /// The encoding.
  public var bitPattern: UInt8

  /// Creates a value from its encoding.
  @inlinable public init(bitPattern: UInt8) { self.bitPattern = bitPattern }

  /// `value` rounded to the nearest E4M3, ties to even.
  ///
  /// A magnitude above 464, halfway beyond the largest value 448, becomes the NaN
  /// of its sign, as does an infinity. Any NaN becomes `7f`.
  @inlinable public init(_ value: Float) {
    let bits = value.bitPattern
    let sign = UInt8(truncatingIfNeeded: bits >> 24) & 0x80
    let magnitude = bits & 0x7fff_ffff
    if magnitude > 0x7f80_0000 {
      bitPattern = 0x7f
    } else if magnitude >= 0x3c80_0000 {
      // Normal: rebias the exponent (127 − 7) and round 20 bits away. 480 would
      // have the encoding of NaN, and what is larger a greater one.
      let rounded = magnitude - 0x3c00_0000 + 0x7_ffff + (magnitude >> 20 & 1)
      bitPattern = sign | UInt8(truncatingIfNeeded: min(rounded >> 20, 0x7f))
    } else {
      // Subnormal: adding 2^14 aligns the last place of binary32 with 2^−9, so
      // the addition itself rounds to nearest even.
      let aligned = Float(bitPattern: magnitude) + 0x1p14
      bitPattern = sign | UInt8(truncatingIfNeeded: aligned.bitPattern - 0x4680_0000)
    }
  }
}

extension Float {
  /// The value of `value`, exactly.
  @inlinable public init(_ value: E4M3) {
    let bits = UInt32(value.bitPattern)
    let sign = (bits & 0x80) << 24
    let magnitude = bits & 0x7f
    if magnitude == 0x7f {
      self.init(bitPattern: sign | 0x7fc0_0000)
    } else if magnitude >= 0x08 {
      self.init(bitPattern: sign | (magnitude << 20 + 0x3c00_0000))
    } else {
      // Subnormal: magnitude · 2^−9, exact in binary32.
      let value = Float(magnitude) * 0x1p-9
      self.init(bitPattern: sign | value.bitPattern)
    }
  }
}

extension E4M3: CustomStringConvertible {
  /// The value in decimal digits, as `Float` writes it.
  public var description: String { Float(self).description }
}
