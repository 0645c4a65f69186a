#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Operation<Double> {
  /// The result in binary64, near enough for people and for telling formulas apart.
  ///
  /// Powers and cosines are those of the C library, which rounds as it likes: nothing
  /// that is specified may depend on them.
  ///
  /// - Parameter step: The step number t, from 1.
  public func approximateValue(step: Int) -> Double {
    switch self {
    case .sum(let a, let b): a + b
    case .difference(let a, let b): a - b
    case .product(let a, let b): a * b
    case .quotient(let a, let b): a / b
    case .squareRoot(let a): a.squareRoot()
    case .maximum(let a, let b): max(a, b)
    case .magnitude(let a): a.magnitude
    case .negation(let a): -a
    case .power(let a, let exponent): pow(a, Double(exponent.value(step: step)))
    case .realPower(let a, let b): pow(a, b)
    case .cosinePi(let a): cos(.pi * a)
    }
  }
}
