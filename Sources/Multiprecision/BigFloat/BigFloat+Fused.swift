import CMPFR
import Formats

extension BigFloat {
  /// Becomes `a × b + c`, correctly rounded.
  @discardableResult
  public mutating func setFusedSum(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, plus c: borrowing BigFloat,
    rounding: RoundingDirection
  ) -> Int {
    var (a, b, c) = (a.raw, b.raw, c.raw)
    return Int(mpfr_fma(&raw, &a, &b, &c, rounding.mpfr))
  }

  /// Becomes `a × b − c`, correctly rounded.
  @discardableResult
  public mutating func setFusedDifference(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, minus c: borrowing BigFloat,
    rounding: RoundingDirection
  ) -> Int {
    var (a, b, c) = (a.raw, b.raw, c.raw)
    return Int(mpfr_fms(&raw, &a, &b, &c, rounding.mpfr))
  }

  /// Becomes `c − a × b`, correctly rounded.
  @discardableResult
  public mutating func setFusedDifference(
    _ c: borrowing BigFloat, minus a: borrowing BigFloat, times b: borrowing BigFloat,
    rounding: RoundingDirection
  ) -> Int {
    var (a, b, c) = (a.raw, b.raw, c.raw)
    // The negative of a × b − c would have the wrong sign where that is zero.
    // The header is a copy, so that its sign is free to change.
    a._mpfr_sign = -a._mpfr_sign
    return Int(mpfr_fma(&raw, &a, &b, &c, rounding.mpfr))
  }
}
