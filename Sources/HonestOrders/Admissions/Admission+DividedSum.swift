import Rules

extension Admission {
  /// `a·m ÷ D + b·g ÷ D` for `(a·m + b·g) ÷ D` subtracts an infinity from another, or
  /// divides zero by zero, where D is zero.
  public static let dividedSum = Admission(
    "divided-sum",
    "a sum of two multiples, divided by zero, is undefined: its terms may be divided "
      + "one by one"
  ) { program, node in
    guard let (_, numerator, divisor) = program.scaledQuotient(node),
      isSum(numerator, in: program)
    else { return nil }
    return .undefinedIfZero(divisor)
  }

  /// Whether a node is a sum of scaled results, corrected or not.
  private static func isSum(_ node: Int, in program: Program) -> Bool {
    switch program.operation(node) {
    case .quotient(let n, let c) where program.isScalar(c): isSum(n, in: program)
    case .sum(let a, let b): program.scaled(a) != nil && program.scaled(b) != nil
    default: false
    }
  }
}
