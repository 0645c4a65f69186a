import CMPFR
import Formats

extension BigFloat {
  /// Becomes `base^exponent`, correctly rounded, as IEEE 754-2019 §9.2.1 defines
  /// pow where it is not continuous: `x^0` is 1, and a negative base has powers
  /// with integer exponents only.
  @discardableResult
  public mutating func setRealPower(
    _ base: borrowing BigFloat, _ exponent: borrowing BigFloat,
    rounding: RoundingDirection
  ) -> Int {
    var (base, exponent) = (base.raw, exponent.raw)
    return Int(mpfr_pow(&raw, &base, &exponent, rounding.mpfr))
  }

  /// Becomes `e^a`, correctly rounded.
  @discardableResult
  public mutating func setExponential(
    _ a: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var a = a.raw
    return Int(mpfr_exp(&raw, &a, rounding.mpfr))
  }

  /// Becomes `ln a`, correctly rounded.
  @discardableResult
  public mutating func setLogarithm(
    _ a: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var a = a.raw
    return Int(mpfr_log(&raw, &a, rounding.mpfr))
  }

  /// Becomes `cos(π·a)`, correctly rounded; NaN for an infinity.
  ///
  /// It is exact if and only if `2a` is an integer: cosines of other rational
  /// parts of π that are rational are those of thirds, which no `a` is (Niven).
  @discardableResult
  public mutating func setCosinePi(
    _ a: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var a = a.raw
    return Int(mpfr_cospi(&raw, &a, rounding.mpfr))
  }
}

extension BigFloat {
  /// Whether it is an integer; infinities and NaN are not.
  var isInteger: Bool {
    var a = raw
    return mpfr_integer_p(&a) != 0
  }

  /// The greatest integer that is not above, exactly.
  borrowing func floor() -> BigFloat {
    var result = BigFloat(precision: precision)
    var a = raw
    mpfr_floor(&result.raw, &a)
    return result
  }

  /// The least integer that is not below, exactly.
  borrowing func ceiling() -> BigFloat {
    var result = BigFloat(precision: precision)
    var a = raw
    mpfr_ceil(&result.raw, &a)
    return result
  }
}
