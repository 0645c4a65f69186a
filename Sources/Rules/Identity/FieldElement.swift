/// An element of the field of integers modulo the prime p = 2^61 − 1.
///
/// p is 3 modulo 4, so that squares behave as positive numbers do in an ordered
/// field: −1 is not a square, products of two squares and of two others are, and every
/// square has one root that is a square itself.
struct FieldElement: Hashable {
  static let modulus: UInt64 = (1 << 61) - 1
  /// The representative below the modulus.
  let value: UInt64

  static let zero = FieldElement(reduced: 0)
  static let one = FieldElement(reduced: 1)

  private init(reduced value: UInt64) { self.value = value }

  /// The residue of an integer.
  init(_ value: UInt64) {
    let folded = (value & Self.modulus) + value >> 61
    self.init(reduced: folded >= Self.modulus ? folded - Self.modulus : folded)
  }

  /// The residue of an integer.
  init(_ value: Int) {
    let magnitude = FieldElement(UInt64(value.magnitude))
    self = value < 0 ? -magnitude : magnitude
  }

  /// The residue of a finite binary fraction.
  init(_ value: Double) {
    precondition(value.isFinite, "only numbers are in the field")
    let significand = value.significandBitPattern
    let integer = value.isNormal ? significand | 1 << 52 : significand
    let exponent = max(Int(value.exponentBitPattern), 1) - 1075
    // 2^61 is 1, so that negative powers of two are positive ones.
    let shift = ((exponent % 61) + 61) % 61
    let magnitude = FieldElement(integer) * FieldElement(1 << UInt64(shift) as UInt64)
    self = value.sign == .minus ? -magnitude : magnitude
  }

  static func + (a: Self, b: Self) -> Self { FieldElement(a.value + b.value) }
  static func - (a: Self, b: Self) -> Self { a + -b }
  static prefix func - (a: Self) -> Self {
    FieldElement(reduced: a.value == 0 ? 0 : modulus - a.value)
  }

  static func * (a: Self, b: Self) -> Self {
    FieldElement(reduced: product(a.value, b.value))
  }

  /// The product of two representatives; 2^64 is 8.
  private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    let sum = (high << 3 | low >> 61) &+ (low & modulus)
    return sum >= modulus ? sum &- modulus : sum
  }

  /// `self^exponent`.
  func power(_ exponent: UInt64) -> Self {
    var (result, base, rest) = (1 as UInt64, value, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = Self.product(result, base) }
      base = Self.product(base, base)
      rest >>= 1
    }
    return FieldElement(reduced: result)
  }

  /// `1 / self`, or nil for zero.
  var inverse: Self? { value == 0 ? nil : power(Self.modulus - 2) }

  /// `self^((p + 1) / 4)`: for a square its root that is a square itself.
  ///
  /// It is multiplicative on all elements.
  var root: Self {
    var (result, count) = (value, 59)
    while count > 0 {
      result = Self.product(result, result)
      count -= 1
    }
    return FieldElement(reduced: result)
  }

  /// Whether it is a square other than zero, which stands for a positive number.
  var isPositive: Bool {
    if value == 0 { return false }
    let root = root
    return root * root == self
  }

  /// The element itself if it stands for a positive number, or else its negative.
  var magnitude: Self { isPositive ? self : -self }
}
