import CMPFR
import Formats

extension BigFloat {
  /// Takes the value of `value`, rounded.
  @discardableResult
  public mutating func set(
    _ value: Double, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    Int(mpfr_set_d(&raw, value, rounding.mpfr))
  }

  /// Takes the value of a normal number exactly, if the precision allows: gradients
  /// are set as often as there are steps.
  @inline(__always)
  mutating func setNormal(_ value: Double) -> Bool {
    guard precision >= 53 else { return false }
    let last = (Int(raw._mpfr_prec) &- 1) >> 6
    for limb in 0..<last { raw._mpfr_d[limb] = 0 }
    // The implicit bit goes first.
    raw._mpfr_d[last] = mp_limb_t(1 &<< 63 | value.bitPattern &<< 11)
    raw._mpfr_sign = value.sign == .minus ? -1 : 1
    // MPFR's significand is in [1/2, 1), IEEE's in [1, 2).
    raw._mpfr_exp = mpfr_exp_t(value.exponent &+ 1)
    return true
  }

  /// Takes the value of `value`, rounded.
  @discardableResult
  public mutating func set(
    _ value: Int, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    Int(mpfr_set_si(&raw, value, rounding.mpfr))
  }

  /// Takes the value of `value`, rounded.
  @discardableResult
  public mutating func set(
    _ value: borrowing BigFloat, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    var operand = value.raw
    return Int(mpfr_set(&raw, &operand, rounding.mpfr))
  }

  /// Becomes NaN.
  public mutating func setNaN() { mpfr_set_nan(&raw) }

  /// Becomes an infinity.
  public mutating func setInfinity(negative: Bool) {
    mpfr_set_inf(&raw, negative ? -1 : 1)
  }

  /// Becomes a zero.
  public mutating func setZero(negative: Bool = false) {
    mpfr_set_zero(&raw, negative ? -1 : 1)
  }

  /// Multiplies by `2^exponent`, exactly.
  public mutating func scale(byPowerOfTwo exponent: Int) {
    withUnsafeMutablePointer(to: &raw) {
      _ = mpfr_mul_2si($0, $0, exponent, MPFR_RNDN)
    }
  }
}

extension BigFloat {
  /// Changes the sign, exactly.
  public mutating func negate() {
    withUnsafeMutablePointer(to: &raw) { _ = mpfr_neg($0, $0, MPFR_RNDN) }
  }
}
