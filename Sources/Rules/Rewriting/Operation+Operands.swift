extension Operation {
  /// The same operation on other operands.
  public func mapOperands(_ transform: (Int) throws -> Int) rethrows -> Operation {
    switch self {
    case .sum(let a, let b): .sum(try transform(a), try transform(b))
    case .difference(let a, let b): .difference(try transform(a), try transform(b))
    case .product(let a, let b): .product(try transform(a), try transform(b))
    case .quotient(let a, let b): .quotient(try transform(a), try transform(b))
    case .squareRoot(let a): .squareRoot(try transform(a))
    case .maximum(let a, let b): .maximum(try transform(a), try transform(b))
    case .magnitude(let a): .magnitude(try transform(a))
    case .negation(let a): .negation(try transform(a))
    case .power(let a, let exponent): .power(try transform(a), exponent)
    case .realPower(let a, let b): .realPower(try transform(a), try transform(b))
    case .cosinePi(let a): .cosinePi(try transform(a))
    }
  }
}
