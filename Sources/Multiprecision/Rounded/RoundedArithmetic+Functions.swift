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
}
