/// A bfloat16 value: the upper half of a binary32 encoding.
///
/// It stores and converts; arithmetic is done in `Float` and rounded once per
/// operation, which for + − × ÷ √ gives the correctly rounded bfloat16 result
/// (double rounding through binary32 is innocuous there; FMA is not).
public struct BFloat16: Hashable, Sendable {
  /// The encoding.
  public var bitPattern: UInt16

  /// Creates a value from its encoding.
  @inlinable public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

  /// `value` rounded to the nearest bfloat16, ties to even.
  ///
  /// Any NaN becomes the quiet NaN `7fc0`.
  @inlinable public init(_ value: Float) {
    if value.isNaN {
      bitPattern = 0x7fc0
    } else {
      // Adding half of the last place kept, less one if that place is even,
      // carries exactly when rounding goes away from zero; a carry out of the
      // largest finite value yields the encoding of infinity.
      let bits = value.bitPattern
      bitPattern = UInt16(truncatingIfNeeded: (bits + 0x7fff + (bits >> 16 & 1)) >> 16)
    }
  }
}

extension Float {
  /// The value of `value`, exactly.
  @inlinable public init(_ value: BFloat16) {
    self.init(bitPattern: UInt32(value.bitPattern) << 16)
  }
}

extension BFloat16: CustomStringConvertible {
  /// The value in decimal digits, as `Float` writes it.
  public var description: String { Float(self).description }
}
