import CMPFR

extension BigFloat {
  /// Whether it is NaN.
  public var isNaN: Bool {
    var a = raw
    return cmpfr_is_nan(&a)
  }
  /// Whether it is an infinity.
  public var isInfinite: Bool {
    var a = raw
    return cmpfr_is_infinite(&a)
  }
  var isPositiveInfinity: Bool { isInfinite && !isNegative }
  var isNegativeInfinity: Bool { isInfinite && isNegative }
  /// Whether it is +0 or −0.
  public var isZero: Bool {
    var a = raw
    return cmpfr_is_zero(&a)
  }
  /// Whether it is neither NaN, nor an infinity, nor a zero.
  var isRegular: Bool {
    var a = raw
    return cmpfr_is_regular(&a)
  }
  /// Whether its sign bit is set; −0 is negative in this sense.
  public var isNegative: Bool { raw._mpfr_sign < 0 }

  /// −1, 0 or 1 as the value is below, equal to or above zero; 0 for NaN.
  public var signum: Int { isNaN || isZero ? 0 : isNegative ? -1 : 1 }

  /// −1, 0 or 1 as the value is below, equal to or above `other`; neither may
  /// be NaN.
  public borrowing func compare(_ other: borrowing BigFloat) -> Int {
    precondition(!isNaN && !other.isNaN, "NaN has no order")
    var (a, b) = (raw, other.raw)
    return Int(mpfr_cmp3(&a, &b, 1).signum())
  }

  /// −1, 0 or 1 as the magnitude is below, equal to or above that of `other`.
  public borrowing func compareMagnitude(_ other: borrowing BigFloat) -> Int {
    precondition(!isNaN && !other.isNaN, "NaN has no order")
    var (a, b) = (raw, other.raw)
    return Int(mpfr_cmpabs(&a, &b).signum())
  }

  /// The same for a `Double`.
  public borrowing func compare(_ other: Double) -> Int {
    precondition(!isNaN && !other.isNaN, "NaN has no order")
    var a = raw
    return Int(mpfr_cmp_d(&a, other).signum())
  }
}
