import Rules

extension Admission {
  /// `(c × g) × g` for `c × (g × g)`.
  public static let partialProducts = Admission(
    "partial-products",
    "in c × (a × b) something is lost where c × a or c × b is subnormal"
  ) { program, node in
    guard case .product(let scalar, let product) = program.operation(node),
      program.isScalar(scalar), case .product(let a, let b) = program.operation(product)
    else { return nil }
    return .partialProducts(scalar: scalar, a, b)
  }
}
