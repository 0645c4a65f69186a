import Formats

/// A number of the scalar part of a step (SPEC §1.1).
///
/// Every operator rounds its result. What is made of constants alone is a constant; where
/// a running number is an operand, constants are rounded to its format first.
struct ScalarNumber {
  /// The value, one of the format.
  let value: Double
  /// Whether it is a running number.
  let isRunning: Bool
  private let arithmetic: ScalarArithmetic

  /// A number, rounded once to the format.
  init(nearest number: Double, isRunning: Bool, _ arithmetic: ScalarArithmetic) {
    value = arithmetic.round(number, isRunning: isRunning)
    self.isRunning = isRunning
    self.arithmetic = arithmetic
  }

  /// An integer that a rule writes, rounded once to the format.
  init(_ integer: Int64, isRunning: Bool, _ arithmetic: ScalarArithmetic) {
    // Beyond 2^53 a Double would round before the format does: fold the last
    // bits into one that only tells exact from inexact.
    let isWide = integer.magnitude >= 1 << 53
    let sticky: Int64 = isWide && integer & 0x7ff != 0 ? 0x800 : 0
    self.init(
      nearest: Double(isWide ? integer & ~0x7ff | sticky : integer), isRunning: isRunning,
      arithmetic)
  }

  /// The number as running ones see it.
  private var asRunning: Double {
    isRunning ? value : arithmetic.round(value, isRunning: true)
  }

  private static func apply(
    _ a: Self, _ b: Self, _ operation: (Double, Double) -> Double
  ) -> Self {
    let isRunning = a.isRunning || b.isRunning
    let result =
      isRunning ? operation(a.asRunning, b.asRunning) : operation(a.value, b.value)
    return Self(nearest: result, isRunning: isRunning, a.arithmetic)
  }

  static func + (a: Self, b: Self) -> Self { apply(a, b, +) }
  static func - (a: Self, b: Self) -> Self { apply(a, b, -) }
  static func * (a: Self, b: Self) -> Self { apply(a, b, *) }
  static func / (a: Self, b: Self) -> Self { apply(a, b, /) }

  /// The correctly rounded square root.
  func squareRoot() -> Self {
    Self(nearest: value.squareRoot(), isRunning: isRunning, arithmetic)
  }

  /// The power of a value of at least 0, or NaN, to a step number.
  func power(_ exponent: Int64) -> Self {
    Self(nearest: arithmetic.power(asRunning, exponent), isRunning: true, arithmetic)
  }

  /// The correctly rounded real power of a value of at least 0, or NaN.
  func power(_ exponent: Self) -> Self {
    let isRunning = self.isRunning || exponent.isRunning
    let (x, y) = isRunning ? (asRunning, exponent.asRunning) : (value, exponent.value)
    let format = arithmetic.format(isRunning: isRunning)
    return Self(
      nearest: realPower(x, y, in: format), isRunning: isRunning, arithmetic)
  }

  /// The product with `factor`, or the value itself where there is no factor.
  func times(_ factor: Self?) -> Self { factor.map { $0 * self } ?? self }

  /// The quotient by `divisor`, or the value itself where there is no divisor.
  func divided(by divisor: Self?) -> Self { divisor.map { self / $0 } ?? self }
}

extension Element {
  /// A scalar, rounded once to the format.
  init(_ scalar: ScalarNumber) { self.init(nearest: scalar.value) }
}
