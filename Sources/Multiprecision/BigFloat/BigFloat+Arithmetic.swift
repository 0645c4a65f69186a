import CMPFR
import Formats

// An operand's header is copied to the stack; its significand is shared and
// only read.

extension BigFloat {
  /// Becomes `a + b`, correctly rounded.
  @discardableResult
  public mutating func setSum(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var (a, b) = (a.raw, b.raw)
    return Int(mpfr_add(&raw, &a, &b, rounding.mpfr))
  }

  /// Becomes `a − b`, correctly rounded.
  @discardableResult
  public mutating func setDifference(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var (a, b) = (a.raw, b.raw)
    return Int(mpfr_sub(&raw, &a, &b, rounding.mpfr))
  }

  /// Becomes `a × b`, correctly rounded.
  @discardableResult
  public mutating func setProduct(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var (a, b) = (a.raw, b.raw)
    return Int(setToProduct(&raw, &a, &b, rounding.mpfr))
  }

  /// Becomes `a ÷ b`, correctly rounded.
  @discardableResult
  public mutating func setQuotient(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var (a, b) = (a.raw, b.raw)
    return Int(mpfr_div(&raw, &a, &b, rounding.mpfr))
  }

  /// Becomes `√a`, correctly rounded.
  @discardableResult
  public mutating func setSquareRoot(
    _ a: borrowing BigFloat, rounding: RoundingDirection
  ) -> Int {
    var a = a.raw
    return Int(mpfr_sqrt(&raw, &a, rounding.mpfr))
  }

  /// Becomes `base^exponent`, correctly rounded, for an exponent of at least 0.
  @discardableResult
  public mutating func setPower(
    _ base: borrowing BigFloat, _ exponent: Int, rounding: RoundingDirection
  ) -> Int {
    var base = base.raw
    return Int(mpfr_pow_ui(&raw, &base, UInt(exponent), rounding.mpfr))
  }

  /// Becomes the greater of `a` and `b`, or NaN if either is, rounded.
  @discardableResult
  public mutating func setMaximum(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat,
    rounding: RoundingDirection = .nearestEven
  ) -> Int {
    if a.isNaN || b.isNaN {
      setNaN()
      return 0
    }
    var (a, b) = (a.raw, b.raw)
    return Int(mpfr_max(&raw, &a, &b, rounding.mpfr))
  }

  /// Becomes `|a|`, rounded.
  @discardableResult
  public mutating func setMagnitude(
    _ a: borrowing BigFloat, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    var a = a.raw
    return Int(mpfr_abs(&raw, &a, rounding.mpfr))
  }

  /// Becomes `−a`, rounded.
  @discardableResult
  public mutating func setNegation(
    _ a: borrowing BigFloat, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    var a = a.raw
    return Int(mpfr_neg(&raw, &a, rounding.mpfr))
  }

  // MARK: In place

  // MPFR lets a result be an operand if both are the same variable, not if a
  // copied header shares the significand that is written.

  /// Adds `other`, correctly rounded.
  @discardableResult
  public mutating func add(
    _ other: borrowing BigFloat, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    var b = other.raw
    return withUnsafeMutablePointer(to: &raw) {
      Int(mpfr_add($0, $0, &b, rounding.mpfr))
    }
  }

  /// Subtracts `other`, correctly rounded.
  @discardableResult
  public mutating func subtract(
    _ other: borrowing BigFloat, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    var b = other.raw
    return withUnsafeMutablePointer(to: &raw) {
      Int(mpfr_sub($0, $0, &b, rounding.mpfr))
    }
  }

  /// Multiplies by `other`, correctly rounded.
  @discardableResult
  public mutating func multiply(
    by other: borrowing BigFloat, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    var b = other.raw
    return withUnsafeMutablePointer(to: &raw) {
      Int(mpfr_mul($0, $0, &b, rounding.mpfr))
    }
  }

  /// Divides by `other`, correctly rounded.
  @discardableResult
  public mutating func divide(
    by other: borrowing BigFloat, rounding: RoundingDirection = .nearestEven
  ) -> Int {
    var b = other.raw
    return withUnsafeMutablePointer(to: &raw) {
      Int(mpfr_div($0, $0, &b, rounding.mpfr))
    }
  }

  /// Becomes its own square root, correctly rounded.
  @discardableResult
  public mutating func formSquareRoot(rounding: RoundingDirection = .nearestEven) -> Int {
    withUnsafeMutablePointer(to: &raw) { Int(mpfr_sqrt($0, $0, rounding.mpfr)) }
  }
}
