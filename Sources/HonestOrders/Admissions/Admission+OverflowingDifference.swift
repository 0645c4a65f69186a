import Rules

extension Admission {
  /// `g − m` need not be finite where the average of both is.
  public static let overflowingDifference = Admission(
    "overflowing-difference",
    "an average β × m + (1 − β) × g is undefined where g − m overflows"
  ) { program, node in
    guard case .sum(let a, let b) = program.operation(node),
      let (_, m, _, g) = program.mixture(a, b)
    else { return nil }
    return .undefinedIfSumOverflows(m, g)
  }
}
