import Rules

extension Admission {
  /// In `√v + ε√c2`, which is `(√(v ÷ c2) + ε)·√c2`, an absolute error of the sum is
  /// one of the quotient by √c2.
  public static let scaledDivisor = Admission(
    "scaled-divisor",
    "a divisor x + ε that contains a scalar is summed while multiplied by the scalar"
  ) { program, node in
    guard case .sum(let a, let b) = program.operation(node), program.isScalar(b) else {
      return nil
    }
    return program.divisorScale(a).map { .scaledSum($0) }
  }
}

extension Program {
  /// The scalar that a divisor contains, as an element node.
  func divisorScale(_ node: Int) -> DivisorScale<Int>? {
    switch operation(node) {
    case .quotient(_, let b) where isScalar(b): DivisorScale(b, isSquare: false)
    case .sum(let a, let b) where isScalar(b): divisorScale(a)
    case .squareRoot(let a): scaleUnderRoot(a)
    default: nil
    }
  }

  /// The scalar that what a root is taken of is divided by.
  private func scaleUnderRoot(_ node: Int) -> DivisorScale<Int>? {
    switch operation(node) {
    case .quotient(_, let b) where isScalar(b): DivisorScale(b, isSquare: true)
    case .sum(let a, let b) where isScalar(b): scaleUnderRoot(a)
    default: nil
    }
  }
}
