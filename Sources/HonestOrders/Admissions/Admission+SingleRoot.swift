import Rules

extension Admission {
  /// The quotient under the root overflows or underflows where both roots do not.
  public static let singleRoot = Admission(
    "single-root", "√a ÷ √b may be what √(a ÷ b) is"
  ) { program, node in
    guard case .quotient(let n, let d) = program.operation(node),
      case .squareRoot(let a) = program.operation(n),
      case .squareRoot(let b) = program.operation(d)
    else { return nil }
    return .singleRoot(a, b)
  }
}
