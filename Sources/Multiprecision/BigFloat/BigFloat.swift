import CMPFR
import Formats

/// A binary floating-point number of arbitrary precision.
///
/// It owns an MPFR number and is never copied silently. Operations write their
/// correctly rounded result into existing storage, so that loops do not
/// allocate. They return the *ternary value*: the sign of the rounded minus the
/// exact result, 0 if the result is exact.
///
/// A number may be moved between threads but not used by two at a time.
public struct BigFloat: ~Copyable, @unchecked Sendable {
  var raw = __mpfr_struct()

  /// Creates +0 with that many significand bits.
  public init(precision: Int) {
    mpfr_init2(&raw, mpfr_prec_t(precision))
    mpfr_set_zero(&raw, 1)
  }

  /// Creates a number with the value of `value`, rounded to nearest.
  ///
  /// At 53 bits and more the value is exact.
  public init(_ value: Double, precision: Int = 53) {
    mpfr_init2(&raw, mpfr_prec_t(precision))
    mpfr_set_d(&raw, value, MPFR_RNDN)
  }

  deinit {
    // MPFR wants a mutable pointer only to mark the number as cleared.
    var owned = raw
    mpfr_clear(&owned)
  }

  /// A second number with the same value and precision.
  public borrowing func copy() -> BigFloat {
    var result = BigFloat(precision: precision)
    result.set(self)
    return result
  }

  /// The number of significand bits.
  public var precision: Int { Int(raw._mpfr_prec) }

  /// Exchanges two numbers, precision included.
  public mutating func swap(_ other: inout BigFloat) { mpfr_swap(&raw, &other.raw) }
}

extension RoundingDirection {
  /// The direction in MPFR's terms; ties away from zero have none.
  var mpfr: mpfr_rnd_t {
    switch self {
    case .nearestEven: MPFR_RNDN
    case .towardZero: MPFR_RNDZ
    case .up: MPFR_RNDU
    case .down: MPFR_RNDD
    case .nearestAway: preconditionFailure("MPFR has no rounding of ties away from zero")
    }
  }
}
