import Rules

extension Admission {
  /// `(η × n) ÷ D`, `(η ÷ D) × n` and `n × (1 ÷ D)` for `η × (n ÷ D)`, and both n and
  /// D multiplied by a scalar, as √c2 in `(η√c2/c1)·m ÷ (√v + ε√c2)`.
  public static let partialRatios = Admission(
    "partial-ratios",
    "in η × (n ÷ D) something is lost where η × n, η ÷ D or 1 ÷ D is subnormal, "
      + "and nothing is known where 1 ÷ D overflows"
  ) { program, node in
    guard let (factor, numerator, divisor) = program.scaledQuotient(node) else {
      return nil
    }
    return .partialRatios(
      factor: factor, numerator: numerator, divisor: divisor,
      scale: program.divisorScale(divisor))
  }
}

extension Program {
  /// A factor times a quotient, by a scalar or not.
  func scaledQuotient(
    _ node: Int
  ) -> (factor: Int, numerator: Int, divisor: Int)? {
    guard case .product(let a, let b) = operation(node) else { return nil }
    if case .quotient(let n, let d) = operation(b) { return (a, n, d) }
    if case .quotient(let n, let d) = operation(a) { return (b, n, d) }
    return nil
  }
}
