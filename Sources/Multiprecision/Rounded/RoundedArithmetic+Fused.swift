extension RoundedArithmetic {
  /// Gives `target` the value of `a × b + c`, rounded once.
  public func fusedSum(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, plus c: borrowing BigFloat,
    into target: inout BigFloat
  ) {
    finish(&target) { result.setFusedSum(a, b, plus: c, rounding: rounding) }
  }

  /// Gives `target` the value of `a × b − c`, rounded once.
  public func fusedDifference(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, minus c: borrowing BigFloat,
    into target: inout BigFloat
  ) {
    finish(&target) { result.setFusedDifference(a, b, minus: c, rounding: rounding) }
  }

  /// Gives `target` the value of `c − a × b`, rounded once.
  public func fusedDifference(
    _ c: borrowing BigFloat, minus a: borrowing BigFloat, times b: borrowing BigFloat,
    into target: inout BigFloat
  ) {
    finish(&target) {
      result.setFusedDifference(c, minus: a, times: b, rounding: rounding)
    }
  }
}
