import Rules

extension Admission {
  /// `β × m + (1 − β) × g` written as `m + (1 − β) × (g − m)` subtracts an infinity
  /// from itself, also for a gradient of zero; not from a state of zero.
  ///
  /// So does `θ − (s + αλ × θ)` for `θ × (1 − αλ) − s`.
  public static let infiniteMixture = Admission(
    "infinite-mixture",
    "a sum or difference of two multiples of values is undefined where it is infinite"
  ) { program, node in
    switch program.operation(node) {
    case .sum(let a, let b) where program.scaled(a) != nil && program.scaled(b) != nil:
      .undefinedIfUnbounded(unlessZero: a, nil)
    case .difference(let a, let b)
    where program.scaled(a) != nil && program.scaled(b) != nil:
      .undefinedIfUnbounded(unlessZero: a, b)
    default: nil
    }
  }
}
