extension FloatFormat {
  /// The encoding of `value`, rounded stochastically to this format by the 32
  /// random bits `r`.
  ///
  /// Let `lo` be the format's value next to `value` toward zero, and `d` in
  /// [0, 1) how far |value| is on the way from |lo| to the value that follows
  /// it. The result is that following value if `⌊d · 2^32⌋ + r ≥ 2^32`, and `lo`
  /// otherwise. Over all `r` it leads away from zero with the probability `d`,
  /// cut to a multiple of 2^−32; a value of the format never changes.
  ///
  /// Beyond the largest finite value the spacing continues, and what rounds
  /// beyond that value follows the overflow policy. NaN and infinities are as in
  /// `encode(_:rounding:)`.
  ///
  /// Source: Croci, Fasi, Higham, Mary and Mikaitis, "Stochastic rounding:
  /// implementation, error analysis and applications", Royal Society Open
  /// Science 9, 2022.
  ///
  /// - Complexity: O(1).
  public func encode(_ value: Double, stochastic r: UInt32) -> UInt64 {
    guard value.isFinite, value != 0, bitWidth < 64 else { return encode(value) }
    let signBits = value.sign == .minus ? signMask : 0
    let (significand, exponent) = value.magnitude.normalized
    let effective = max(exponent, minimumExponent)
    let dropped = effective - trailingSignificandBits - (exponent - 52)
    // Swift's shifts by 64 and more give 0: then nothing is kept, and the
    // discarded part is the significand itself.
    let kept = significand >> dropped
    let discarded = significand & ((1 << dropped) &- 1)
    // ⌊discarded · 2^32 / 2^dropped⌋; a shift by a negative number goes left.
    let parts = discarded >> (dropped - 32)
    let rounded = kept + (parts + UInt64(r)) >> 32

    let field = UInt64(effective + bias - 1)
    let bits = (field << UInt64(trailingSignificandBits)) + rounded
    return signBits | (bits <= greatestFiniteBits ? bits : overflowBits)
  }
}
