import Formats
import Multiprecision

/// What a number must do for a formula of SPEC.md to be evaluated in it.
protocol SpecNumber {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  func squareRoot() -> Self
  /// The magnitude, exactly.
  func absolute() -> Self
  /// `base^exponent`, as the step number's powers are formed.
  func power(_ exponent: Int) -> Self
  /// `base^exponent`, correctly rounded.
  func directPower(_ exponent: Int) -> Self
  /// `base^exponent`, correctly rounded.
  func power(_ exponent: Self) -> Self
  /// `cos(πx)`, correctly rounded.
  func cosinePi() -> Self
  /// The greater of two, or NaN if either is.
  static func greater(_ a: Self, _ b: Self) -> Self
  /// The value of a `Double`, rounded.
  init(rounding value: Double)
  /// An integer that contains the step number.
  init(counted integer: Int)
  /// The number as what changes from step to step sees it.
  var settled: Self { get }
  /// The value; wider numbers are rounded.
  var double: Double { get }
  /// The value stored by stochastic rounding with the random number `r`.
  func stored(in format: FloatFormat, _ r: UInt32) -> Self
}

extension SpecNumber {
  init(_ integer: Int) { self.init(rounding: Double(integer)) }
  init(counted integer: Int) { self.init(integer) }
  var settled: Self { self }
  func directPower(_ exponent: Int) -> Self { power(exponent) }

  func stored(in format: FloatFormat, _ r: UInt32) -> Self {
    Self(rounding: storedStochastically(BigFloat(double), r, format))
  }
}

/// The arithmetic of the machine.
extension Double: SpecNumber {
  func absolute() -> Double { magnitude }
  func power(_ exponent: Int) -> Double { roundedPower(self, exponent, .binary64) }
  func power(_ exponent: Double) -> Double { roundedPower(self, exponent, .binary64) }
  func cosinePi() -> Double { roundedCosinePi(self, .binary64) }
  static func greater(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : a > b || (a == b && a.sign == .plus) ? a : b
  }
  init(rounding value: Double) { self = value }
  var double: Double { self }
}

extension Float: SpecNumber {
  func absolute() -> Float { magnitude }
  func power(_ exponent: Int) -> Float {
    Float(roundedPower(Double(self), exponent, .binary32))
  }
  func power(_ exponent: Float) -> Float {
    Float(roundedPower(Double(self), Double(exponent), .binary32))
  }
  func cosinePi() -> Float { Float(roundedCosinePi(Double(self), .binary32)) }
  static func greater(_ a: Float, _ b: Float) -> Float {
    Float(Double.greater(Double(a), Double(b)))
  }
  init(rounding value: Double) { self = Float(value) }
  var double: Double { Double(self) }
}
