import CMPFR
import Formats

extension BigFloat {
  /// The nearest `Double` in a direction.
  public borrowing func toDouble(_ rounding: RoundingDirection = .nearestEven) -> Double {
    var a = raw
    return mpfr_get_d(&a, rounding.mpfr)
  }

  /// The encoding of the value, correctly rounded to `format` in one step.
  ///
  /// Underflow is gradual; overflow follows the direction and the format's
  /// policy, as in `FloatFormat.encode`.
  public borrowing func rounded(
    to format: FloatFormat, _ direction: RoundingDirection
  ) -> UInt64 {
    if isNaN { return format.nanBits }
    if isInfinite { return format.encode(isNegative ? -.infinity : .infinity) }
    if isZero { return format.encode(isNegative ? -0.0 : 0.0) }
    if direction == .nearestEven, let nearest = nearest(in: format, within: .zero) {
      return nearest
    }
    return exactlyRounded(to: format, direction)
  }

  /// The same of a regular number, by MPFR's rounding, which decides always.
  borrowing func exactlyRounded(
    to format: FloatFormat, _ direction: RoundingDirection
  ) -> UInt64 {
    // MPFR's significand is in [1/2, 1), IEEE's in [1, 2).
    let exponent = Int(raw._mpfr_exp) - 1
    if exponent > format.maximumExponent { return overflowed(format, direction) }
    let lastPlace = max(exponent, format.minimumExponent) - format.trailingSignificandBits
    let bits = exponent - lastPlace + 1
    if bits <= 0 {
      return belowLeastPositive(format, direction, isAtLeastHalf: bits == 0)
    }
    var kept = BigFloat(precision: bits)
    switch direction {
    case .nearestAway: kept.setNearestAway(self)
    default: kept.set(self, rounding: direction)
    }
    // `kept` is a value of the format, or lies beyond its largest one.
    if Int(kept.raw._mpfr_exp) - 1 > format.maximumExponent {
      return overflowed(format, direction)
    }
    return format.encode(kept.toDouble(), rounding: direction)
  }

  private borrowing func overflowed(
    _ format: FloatFormat, _ direction: RoundingDirection
  ) -> UInt64 {
    let magnitude =
      switch direction {
      case .nearestEven, .nearestAway: format.overflowBits
      case .towardZero: format.greatestFiniteBits
      case .up: isNegative ? format.greatestFiniteBits : format.overflowBits
      case .down: isNegative ? format.overflowBits : format.greatestFiniteBits
      }
    return signed(magnitude, format)
  }

  /// The encoding of a magnitude below the smallest subnormal.
  private borrowing func belowLeastPositive(
    _ format: FloatFormat, _ direction: RoundingDirection, isAtLeastHalf: Bool
  ) -> UInt64 {
    // At least half of it and a power of two means: exactly half.
    let isAway =
      switch direction {
      case .nearestEven: isAtLeastHalf && !isPowerOfTwo
      case .nearestAway: isAtLeastHalf
      case .towardZero: false
      case .up: !isNegative
      case .down: isNegative
      }
    return signed(isAway ? 1 : 0, format)
  }

  private borrowing func signed(_ magnitude: UInt64, _ format: FloatFormat) -> UInt64 {
    isNegative ? magnitude | 1 << UInt64(format.bitWidth - 1) : magnitude
  }

  private var isPowerOfTwo: Bool {
    var a = raw
    return mpfr_min_prec(&a) == 1
  }

  /// Takes the value of `value`, rounded to nearest with ties away from zero.
  private mutating func setNearestAway(_ value: borrowing BigFloat) {
    // The nearest value with one bit more decides: it is a tie or beyond
    // exactly where truncation to one bit more has its last bit set.
    var truncated = BigFloat(precision: precision + 1)
    truncated.set(value, rounding: .towardZero)
    let away: RoundingDirection = value.isNegative ? .down : .up
    if set(truncated, rounding: .towardZero) != 0 { set(truncated, rounding: away) }
  }
}
