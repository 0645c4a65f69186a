extension RoundedArithmetic {
  /// Gives `target` the value of `base^exponent`, as IEEE 754's pow defines it.
  public func realPower(
    _ base: borrowing BigFloat, _ exponent: borrowing BigFloat,
    into target: inout BigFloat
  ) {
    finish(&target) { result.setRealPower(base, exponent, rounding: rounding) }
  }

  /// Gives `target` the value of `cos(π·a)`.
  public func cosinePi(_ a: borrowing BigFloat, into target: inout BigFloat) {
    finish(&target) { result.setCosinePi(a, rounding: rounding) }
  }

  /// Gives `target` the value of `exp(exponent × ln base)` for a base above 0, each of the
  /// three operations rounded.
  public func exponentialOfLogarithm(
    _ base: borrowing BigFloat, _ exponent: Int, into target: inout BigFloat
  ) {
    var logarithm = BigFloat(precision: target.precision)
    finish(&logarithm) { result.setLogarithm(base, rounding: rounding) }
    var factor = BigFloat(precision: target.precision)
    factor.set(Double(exponent))
    round(&factor)
    var power = BigFloat(precision: target.precision)
    product(factor, logarithm, into: &power)
    finish(&target) { result.setExponential(power, rounding: rounding) }
  }
}
