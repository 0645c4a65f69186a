/// An elementary operation on operands of any kind: nodes of a program, by their
/// indices, or values of an algebra.
public enum Operation<Operand> {
  /// x + y.
  case sum(Operand, Operand)
  /// x − y.
  case difference(Operand, Operand)
  /// x × y.
  case product(Operand, Operand)
  /// x ÷ y.
  case quotient(Operand, Operand)
  /// √x.
  case squareRoot(Operand)
  /// max(x, y); NaN if one of them is NaN.
  case maximum(Operand, Operand)
  /// |x|.
  case magnitude(Operand)
  /// A change of sign, which is exact.
  case negation(Operand)
  /// An integer power; the exponent is exact.
  case power(Operand, StepInteger)
  /// A real power; among scalars only.
  case realPower(Operand, Operand)
  /// cos(πx); among scalars only.
  case cosinePi(Operand)
}

extension Operation: Equatable where Operand: Equatable {}
extension Operation: Hashable where Operand: Hashable {}
extension Operation: Sendable where Operand: Sendable {}

extension Operation {
  /// The operands, left to right.
  public var operands: [Operand] {
    switch self {
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .maximum(let a, let b), .realPower(let a, let b):
      [a, b]
    case .squareRoot(let a), .magnitude(let a), .negation(let a), .power(let a, _),
      .cosinePi(let a):
      [a]
    }
  }

  /// The same operation on other operands.
  public func map<Other, Failure: Error>(
    _ transform: (Operand) throws(Failure) -> Other
  ) throws(Failure) -> Operation<Other> {
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
