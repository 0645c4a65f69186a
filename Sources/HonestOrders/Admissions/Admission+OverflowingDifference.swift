import Rules

extension Admission {
  /// `g − m` need not be finite where the average of both is.
  public static let overflowingDifference = Admission(
    "overflowing-difference",
    "an average β × m + (1 − β) × g is undefined where g − m overflows"
  ) { program, node in
    guard case .sum(let a, let b) = program.operation(node),
      case .product(let β, let m) = program.operation(a),
      case .product(let c, let g) = program.operation(b),
      let kept = program.scalar(β), let taken = program.scalar(c),
      case .difference(_, kept) = program.scalarOperation(taken)
    else { return nil }
    return .undefinedIfSumOverflows(m, g)
  }
}
