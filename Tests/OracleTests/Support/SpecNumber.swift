/// What a number must do for a formula of SPEC.md to be evaluated in it.
protocol SpecNumber {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  func squareRoot() -> Self
  /// `base^exponent`, correctly rounded.
  func power(_ exponent: Int) -> Self
  /// The greater of two, or NaN if either is.
  static func greater(_ a: Self, _ b: Self) -> Self
  /// The value of a `Double`, rounded.
  init(rounding value: Double)
  /// The value; wider numbers are rounded.
  var double: Double { get }
}

extension SpecNumber {
  init(_ integer: Int) { self.init(rounding: Double(integer)) }
}

/// The arithmetic of the machine.
extension Double: SpecNumber {
  func power(_ exponent: Int) -> Double { roundedPower(self, exponent, .binary64) }
  static func greater(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : a > b || (a == b && a.sign == .plus) ? a : b
  }
  init(rounding value: Double) { self = value }
  var double: Double { self }
}

extension Float: SpecNumber {
  func power(_ exponent: Int) -> Float {
    Float(roundedPower(Double(self), exponent, .binary32))
  }
  static func greater(_ a: Float, _ b: Float) -> Float {
    Float(Double.greater(Double(a), Double(b)))
  }
  init(rounding value: Double) { self = Float(value) }
  var double: Double { Double(self) }
}
