import Formats
import Multiprecision

/// A real number with so many bits, rounded to nearest, that nothing published
/// can depend on what is lost.
///
/// It knows nothing of intervals.
final class BigReal: SpecNumber {
  static let precision = 6144
  let value: BigFloat

  private init(_ operation: (inout BigFloat) -> Void) {
    var value = BigFloat(precision: Self.precision)
    operation(&value)
    self.value = value.copy()
  }

  convenience init(rounding value: Double) { self.init { $0.set(value) } }

  static func + (a: BigReal, b: BigReal) -> BigReal {
    BigReal { $0.setSum(a.value, b.value, rounding: .nearestEven) }
  }
  static func - (a: BigReal, b: BigReal) -> BigReal {
    BigReal { $0.setDifference(a.value, b.value, rounding: .nearestEven) }
  }
  static func * (a: BigReal, b: BigReal) -> BigReal {
    BigReal { $0.setProduct(a.value, b.value, rounding: .nearestEven) }
  }
  static func / (a: BigReal, b: BigReal) -> BigReal {
    BigReal { $0.setQuotient(a.value, b.value, rounding: .nearestEven) }
  }
  static prefix func - (a: BigReal) -> BigReal { BigReal { $0.setNegation(a.value) } }
  func squareRoot() -> BigReal {
    BigReal { $0.setSquareRoot(value, rounding: .nearestEven) }
  }
  func power(_ exponent: Int) -> BigReal {
    var power = BigReal(rounding: 1)
    for _ in 0..<exponent { power = power * self }
    return power
  }
  func power(_ exponent: BigReal) -> BigReal {
    BigReal { $0.setRealPower(value, exponent.value, rounding: .nearestEven) }
  }
  func cosinePi() -> BigReal {
    BigReal { $0.setCosinePi(value, rounding: .nearestEven) }
  }
  func absolute() -> BigReal {
    BigReal { $0.setMagnitude(value, rounding: .nearestEven) }
  }
  func stored(in format: FloatFormat, _ r: UInt32) -> BigReal {
    BigReal(rounding: storedStochastically(value, r, format))
  }
  static func greater(_ a: BigReal, _ b: BigReal) -> BigReal {
    BigReal { $0.setMaximum(a.value, b.value) }
  }
  var double: Double { value.toDouble() }

  func decimal(digits: Int) -> String { value.decimal(digits: digits) }

  /// The encoding of the nearest value; zero itself has no sign.
  func nearest(_ format: FloatFormat) -> UInt64 {
    value.isZero ? 0 : value.rounded(to: format, .nearestEven)
  }
}
