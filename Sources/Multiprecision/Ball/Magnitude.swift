/// An upper bound of something that is at least 0: `significand · 2^exponent`.
///
/// A binary64 significand makes bounds cheap, and the exponent of its own lets
/// them reach as far down as the numbers that they belong to.
struct Magnitude {
  /// 0 or a number in [1, 2); in a term that is still to be added, in [0, 4].
  var significand: Double
  var exponent: Int

  /// The bound of what is exact.
  static var zero: Magnitude {
    Magnitude(significand: 0, exponent: leastExponent)
  }

  /// `2^exponent`.
  static func power(ofTwo exponent: Int) -> Magnitude {
    Magnitude(significand: 1, exponent: exponent)
  }

  /// No bound is less than `2^leastExponent`, but 0, so that exponents never leave
  /// `Int`; MPFR's are within 2^30.
  static var leastExponent: Int { -(1 << 40) }
  /// A bound above says nothing that is worth knowing.
  static var greatestExponent: Int { 1 << 40 }

  var isZero: Bool { significand == 0 }

  /// The product, as a term.
  @inline(__always)
  static func * (a: Magnitude, b: Magnitude) -> Magnitude {
    Magnitude(
      significand: a.significand * b.significand, exponent: a.exponent &+ b.exponent)
  }

  /// An upper bound of the sum of terms.
  ///
  /// All numbers are at least 0 and far from overflow and underflow, so that each
  /// operation on `Double` is off by at most 2^−53 of its result: in a term, made of
  /// bounds, at most 6 operations, and here at most 4 (powers of two are exact, or
  /// too great). What is computed is thus at least (1 − 2^−53)^10 > 1 − 2^−49 times
  /// the exact sum, and the factor 1 + 2^−40, although rounded like the rest, lifts
  /// it above.
  @inline(__always)
  static func bound(
    _ a: Magnitude, _ b: Magnitude, _ c: Magnitude, _ d: Magnitude
  ) -> Magnitude {
    let exponent = max(max(a.exponent, b.exponent), max(c.exponent, d.exponent))
    let sum =
      a.significand * power(a.exponent &- exponent)
      + b.significand * power(b.exponent &- exponent)
      + c.significand * power(c.exponent &- exponent)
      + d.significand * power(d.exponent &- exponent)
    return Magnitude(normalizing: sum * (1 + 0x1p-40), exponent)
  }

  /// An upper bound of the sum of two terms.
  @inline(__always)
  static func bound(_ a: Magnitude, _ b: Magnitude) -> Magnitude {
    let exponent = max(a.exponent, b.exponent)
    let sum =
      a.significand * power(a.exponent &- exponent)
      + b.significand * power(b.exponent &- exponent)
    return Magnitude(normalizing: sum * (1 + 0x1p-40), exponent)
  }

  /// `2^exponent` for an exponent of at most 0, or something greater.
  @inline(__always)
  private static func power(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: max(exponent, -900) &+ 1023) << 52)
  }

  /// The same value, or something greater, with the significand in [1, 2).
  @inline(__always)
  init(normalizing value: Double, _ exponent: Int) {
    guard value > 0 else {
      self = .zero
      return
    }
    let bits = value.bitPattern
    significand = Double(bitPattern: bits & (1 << 52 - 1) | 1023 << 52)
    self.exponent = exponent &+ Int(bits >> 52) &- 1023
    if self.exponent < Magnitude.leastExponent { self.exponent = Magnitude.leastExponent }
  }

  @inline(__always)
  init(significand: Double, exponent: Int) {
    (self.significand, self.exponent) = (significand, exponent)
  }

  /// An upper bound of the value in units of `2^other`, or at least 4 where the
  /// exponent is greater than that.
  @inline(__always)
  func scaled(to other: Int) -> Double {
    significand * Magnitude.power(min(exponent &- other, 0)) * (exponent > other ? 4 : 1)
  }
}
