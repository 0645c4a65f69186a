// `squareRoot()` may call the C library, which a program that imports nothing
// else would not be linked with.
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A value of an arithmetic, with the elementary operations of SPEC §1.
///
/// Every operator rounds its result, so a formula written with them is
/// evaluated as SPEC.md writes it: one rounding an operation, no contraction.
struct Element<Arithmetic: ElementArithmetic>: Sendable {
  /// The value, one of the arithmetic's format.
  let value: Arithmetic.Value

  /// Takes over a value that is one of the format already.
  @inline(__always) init(exact value: Arithmetic.Value) { self.value = value }

  /// A stored value, exactly.
  @inline(__always) init<Storage: StoredNumber>(loading stored: Storage) {
    value = Arithmetic.load(stored)
  }

  /// A hyperparameter, rounded once to the format.
  init(nearest number: Double) { value = Arithmetic.nearest(number) }

  /// An integer that a rule writes, rounded once to the format (SPEC §1.1).
  init(_ integer: Int64) {
    // Beyond 2^53 a Double would round before the format does: fold the last
    // bits into one that only tells exact from inexact.
    let isWide = integer.magnitude >= 1 << 53
    let sticky: Int64 = isWide && integer & 0x7ff != 0 ? 0x800 : 0
    value = Arithmetic.nearest(Double(isWide ? integer & ~0x7ff | sticky : integer))
  }

  /// The value rounded once to storage.
  @inline(__always) func stored<Storage: StoredNumber>() -> Storage {
    Arithmetic.store(value)
  }
}

extension Element {
  @inline(__always) static func + (a: Self, b: Self) -> Self {
    Self(exact: Arithmetic.round(a.value + b.value))
  }
  @inline(__always) static func - (a: Self, b: Self) -> Self {
    Self(exact: Arithmetic.round(a.value - b.value))
  }
  @inline(__always) static func * (a: Self, b: Self) -> Self {
    Self(exact: Arithmetic.round(a.value * b.value))
  }
  @inline(__always) static func / (a: Self, b: Self) -> Self {
    Self(exact: Arithmetic.round(a.value / b.value))
  }
  /// The value with the other sign, exactly.
  @inline(__always) static prefix func - (a: Self) -> Self { Self(exact: -a.value) }

  /// The correctly rounded square root.
  @inline(__always) func squareRoot() -> Self {
    Self(exact: Arithmetic.round(value.squareRoot()))
  }

  /// The absolute value, exactly.
  @inline(__always) var magnitude: Self { Self(exact: value.magnitude) }

  /// The greater of two numbers; NaN if either is NaN, and +0 for zeros of
  /// different sign (SPEC §14).
  @inline(__always) static func maximum(_ a: Self, _ b: Self) -> Self {
    if a.value > b.value { return a }
    if a.value < b.value { return b }
    // Equal numbers differ at most in the sign of zero; a sum keeps NaN.
    if a.value == b.value { return a.value.sign == .plus ? a : b }
    return Self(exact: a.value + b.value)
  }

  /// max(self, 0); NaN stays NaN (SPEC §14).
  @inline(__always) func clampedAtZero() -> Self {
    // A comparison with NaN is false, which keeps it.
    value <= 0 ? Self(exact: 0) : self
  }

  /// The product with `factor`, or the value itself where there is no factor.
  @inline(__always) func times(_ factor: Self?) -> Self {
    guard let factor else { return self }
    return factor * self
  }

  /// The sum with `addend`, or the value itself where there is no addend.
  @inline(__always)
  func plus(_ addend: Self?) -> Self {
    guard let addend else { return self }
    return self + addend
  }

  /// The quotient by `divisor`, or the value itself where there is no divisor.
  @inline(__always)
  func divided(by divisor: Self?) -> Self {
    guard let divisor else { return self }
    return self / divisor
  }

  /// The correctly rounded integer power of a value of at least 0, or NaN.
  func power(_ exponent: Int64) -> Self {
    let base = Arithmetic.exactDouble(value)
    if base.isNaN { return exponent == 0 ? Self(1) : self }
    // The power is a value of the format: nothing is left to round.
    return Self(nearest: integerPower(base, exponent, in: Arithmetic.format))
  }

  /// The correctly rounded real power of a value of at least 0, or NaN.
  func power(_ exponent: Self) -> Self {
    let (x, y) = (Arithmetic.exactDouble(value), Arithmetic.exactDouble(exponent.value))
    return Self(nearest: realPower(x, y, in: Arithmetic.format))
  }

  /// The correctly rounded cosine of π times the value.
  func cosinePi() -> Self {
    Self(
      nearest: Optimizers.cosinePi(Arithmetic.exactDouble(value), in: Arithmetic.format))
  }
}
