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
  @inline(__always) init<Storage: StorageScalar>(loading stored: Storage) {
    value = Arithmetic.load(stored)
  }

  /// A hyperparameter, rounded once to the format.
  init(nearest number: Double) { value = Arithmetic.nearest(number) }

  /// A scalar of any arithmetic, rounded once to the format (SPEC §1.1).
  init<Scalar>(_ scalar: Element<Scalar>) {
    value = Arithmetic.nearest(Scalar.exactDouble(scalar.value))
  }

  /// An integer that a rule writes, rounded once to the format (SPEC §1.1).
  init(_ integer: Int64) {
    // Beyond 2^53 a Double would round before the format does: fold the last
    // bits into one that only tells exact from inexact.
    let isWide = integer.magnitude >= 1 << 53
    let sticky: Int64 = isWide && integer & 0x7ff != 0 ? 0x800 : 0
    value = Arithmetic.nearest(Double(isWide ? integer & ~0x7ff | sticky : integer))
  }

  /// The value rounded once to storage.
  @inline(__always) func stored<Storage: StorageScalar>() -> Storage {
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

  /// max(self, 0); NaN stays NaN (SPEC §6).
  @inline(__always) func clampedAtZero() -> Self {
    // A comparison with NaN is false, which keeps it.
    value <= 0 ? Self(exact: 0) : self
  }

  /// The product with `factor`, or the value itself where there is no factor.
  @inline(__always) func times(_ factor: Self?) -> Self {
    guard let factor else { return self }
    return factor * self
  }

  /// The correctly rounded integer power of a value in [0, 1].
  func power(_ exponent: Int64) -> Self {
    let base = Arithmetic.exactDouble(value)
    // The power is a value of the format: nothing is left to round.
    return Self(nearest: integerPower(base, exponent, in: Arithmetic.format))
  }
}
