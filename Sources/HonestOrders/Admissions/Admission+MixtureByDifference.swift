import Rules

extension Admission {
  /// `m + (1 − β) × (g − m)` for `β × m + (1 − β) × g` where β is below ½: the error of
  /// `g − m` is one of m then, of which the sum keeps little.
  ///
  /// With errors e of each operation the average as it is written has
  /// e (2β|m| + 2(1 − β)|g| + |sum|), and the other 3e (1 − β)|g − m| + e |sum|. The
  /// difference e ((1 − β) − β)|m| covers what is missing, with e of κ = 4 against 1.
  ///
  /// Where g is infinite, `g − β × (g − m)` subtracts an infinity from itself, also if m is
  /// zero or is not kept.
  public static let mixtureByDifference = Admission(
    "mixture-by-difference",
    "an average β × m + (1 − β) × g is off by (1 − 2β) × m more where β is below 1/2, and "
      + "undefined where it is infinite"
  ) { program, node in
    guard case .sum(let a, let b) = program.operation(node),
      let mixture = program.mixture(a, b)
    else { return nil }
    return .mixtureByDifference(kept: mixture.kept, mixture.m, taken: mixture.taken)
  }
}

extension Program {
  /// What a sum β × m + (1 − β) × g consists of.
  func mixture(_ a: Int, _ b: Int) -> (kept: Int, m: Int, taken: Int, g: Int)? {
    guard case .product(let β, let m) = operation(a),
      case .product(let c, let g) = operation(b),
      let kept = scalar(β), let taken = scalar(c),
      case .difference(_, kept) = scalarOperation(taken)
    else { return nil }
    return (β, m, c, g)
  }
}
