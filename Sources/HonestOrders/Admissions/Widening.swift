/// How the value of an operation is widened beyond the error of the operation.
///
/// Operands are values that the program has at that place: nodes, by their indices, or
/// the registers that hold them.
public enum Widening<Operand> {
  /// Undefined wherever the result may be infinite, unless one of the operands, as
  /// far as there are any, is zero.
  case undefinedIfUnbounded(unlessZero: Operand?, Operand?)
  /// Undefined wherever the magnitudes of both, which are finite, add up to more than
  /// the format holds.
  case undefinedIfSumOverflows(Operand, Operand)
  /// Undefined wherever the operand may be zero.
  case undefinedIfZero(Operand)
  /// For scalar × (a × b): what is lost where `scalar × a` or `scalar × b` is
  /// subnormal.
  case partialProducts(scalar: Operand, Operand, Operand)
  /// For factor × (numerator ÷ divisor): what is lost where one of these is
  /// subnormal, or infinite:
  ///
  ///     factor × numerator,  factor ÷ divisor,  1 ÷ divisor,  ω × factor × numerator
  ///
  /// where ω is a scalar that numerator and divisor may both be multiplied by.
  case partialRatios(
    factor: Operand, numerator: Operand, divisor: Operand, scale: DivisorScale<Operand>?)
  /// For a divisor that something was added to: the absolute error of the same sum
  /// when all of it is multiplied by a scalar.
  case scaledSum(DivisorScale<Operand>)
  /// For kept × x + taken × y: what `taken × (y − x)` loses where more is taken than kept.
  case mixtureByDifference(kept: Operand, Operand, taken: Operand)
  /// For √a ÷ √b: what √(a ÷ b) may give.
  case singleRoot(Operand, Operand)

  /// The same widening with other operands.
  @inlinable
  public func map<Other>(_ transform: (Operand) -> Other) -> Widening<Other> {
    switch self {
    case .undefinedIfUnbounded(let a, let b):
      .undefinedIfUnbounded(unlessZero: a.map(transform), b.map(transform))
    case .undefinedIfSumOverflows(let a, let b):
      .undefinedIfSumOverflows(transform(a), transform(b))
    case .undefinedIfZero(let a): .undefinedIfZero(transform(a))
    case .partialProducts(let scalar, let a, let b):
      .partialProducts(scalar: transform(scalar), transform(a), transform(b))
    case .partialRatios(let factor, let numerator, let divisor, let scale):
      .partialRatios(
        factor: transform(factor), numerator: transform(numerator),
        divisor: transform(divisor), scale: scale.map { $0.map(transform) })
    case .scaledSum(let scale): .scaledSum(scale.map(transform))
    case .mixtureByDifference(let kept, let x, let taken):
      .mixtureByDifference(kept: transform(kept), transform(x), taken: transform(taken))
    case .singleRoot(let a, let b): .singleRoot(transform(a), transform(b))
    }
  }
}

extension Widening: Sendable where Operand: Sendable {}

/// A scalar that a divisor contains as a factor, so that multiplying by it simplifies
/// the divisor: c2 in `√(v ÷ c2) + ε`, √c2 in `(√v + ε) ÷ √c2`.
public struct DivisorScale<Operand> {
  /// The scalar.
  public let operand: Operand
  /// Whether it stands under the root.
  public let isSquare: Bool

  /// Creates a scale.
  @inlinable
  public init(_ operand: Operand, isSquare: Bool) {
    self.operand = operand
    self.isSquare = isSquare
  }

  /// The same scale of another operand.
  @inlinable
  public func map<Other>(_ transform: (Operand) -> Other) -> DivisorScale<Other> {
    DivisorScale<Other>(transform(operand), isSquare: isSquare)
  }
}

extension DivisorScale: Sendable where Operand: Sendable {}
