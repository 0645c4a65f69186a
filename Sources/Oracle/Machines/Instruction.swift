import Rules

/// An elementary operation on registers; the target is none of the operands.
struct Instruction {
  let kind: Kind
  let target: Int
  let left: Int
  /// The second operand; equal to `left` where there is none.
  let right: Int
  /// The exponent of a power.
  var exponent = 0

  enum Kind {
    case sum, difference, product, quotient, squareRoot, maximum, magnitude, negation,
      power, realPower, cosinePi
  }
}

/// A sum or difference with a product among its operands that is not rounded by
/// itself; the other operand is one of the instruction's.
struct FusedProduct<Operand> {
  /// Whether the product is the right operand.
  let isRight: Bool
  let left: Operand
  let right: Operand
}

extension Rules.Operation {
  /// The kind of the operation for machines.
  var kind: Instruction.Kind {
    switch self {
    case .sum: .sum
    case .difference: .difference
    case .product: .product
    case .quotient: .quotient
    case .squareRoot: .squareRoot
    case .maximum: .maximum
    case .magnitude: .magnitude
    case .negation: .negation
    case .power: .power
    case .realPower: .realPower
    case .cosinePi: .cosinePi
    }
  }

  /// The exponent of an integer power.
  var integerExponent: StepInteger? {
    if case .power(_, let exponent) = self { exponent } else { nil }
  }
}
