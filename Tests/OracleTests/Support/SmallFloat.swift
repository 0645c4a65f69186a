import Formats

/// The format of a `SmallFloat`.
protocol SmallFormat {
  static var format: FloatFormat { get }
}

enum Half: SmallFormat { static var format: FloatFormat { .binary16 } }
enum Brain: SmallFormat { static var format: FloatFormat { .bfloat16 } }
enum FourThree: SmallFormat { static var format: FloatFormat { .e4m3 } }
enum FiveTwo: SmallFormat { static var format: FloatFormat { .e5m2 } }

/// A number of at most 16 bits: every operation is done in `Double`, which has
/// more than twice the digits and a far wider range, and rounded again.
struct SmallFloat<Format: SmallFormat>: SpecNumber {
  let double: Double

  init(rounding value: Double) { double = Format.format.round(value) }

  static func + (a: Self, b: Self) -> Self { Self(rounding: a.double + b.double) }
  static func - (a: Self, b: Self) -> Self { Self(rounding: a.double - b.double) }
  static func * (a: Self, b: Self) -> Self { Self(rounding: a.double * b.double) }
  static func / (a: Self, b: Self) -> Self { Self(rounding: a.double / b.double) }
  static prefix func - (a: Self) -> Self { Self(rounding: -a.double) }
  func squareRoot() -> Self { Self(rounding: double.squareRoot()) }
  func power(_ exponent: Int) -> Self {
    Self(rounding: roundedPower(double, exponent, Format.format))
  }
  func power(_ exponent: Self) -> Self {
    Self(rounding: roundedPower(double, exponent.double, Format.format))
  }
  func cosinePi() -> Self { Self(rounding: roundedCosinePi(double, Format.format)) }
  func absolute() -> Self { Self(rounding: double.magnitude) }
  static func greater(_ a: Self, _ b: Self) -> Self {
    Self(rounding: Double.greater(a.double, b.double))
  }
}
