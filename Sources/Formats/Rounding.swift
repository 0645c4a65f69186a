/// The direction in which an inexact value is rounded.
public enum RoundingDirection: String, CaseIterable, Sendable {
  /// To the nearest value; a tie goes to the even significand.
  case nearestEven
  /// To the nearest value; a tie goes away from zero.
  case nearestAway
  /// To the value nearest to zero.
  case towardZero
  /// To the least value that is not below.
  case up
  /// To the greatest value that is not above.
  case down
}

extension FloatFormat {
  /// The encoding of `value`, correctly rounded to this format.
  ///
  /// Underflow is gradual. A magnitude that rounds beyond the largest finite
  /// value follows the format's overflow policy where the direction leads away
  /// from zero, and becomes the largest finite value where it does not (IEEE
  /// 754-2019 §4.3, §7.4). Any NaN becomes `nanBits`; an infinity that the
  /// format lacks is treated as an overflow.
  ///
  /// - Complexity: O(1).
  public func encode(
    _ value: Double, rounding direction: RoundingDirection = .nearestEven
  ) -> UInt64 {
    if value.isNaN { return nanBits }
    let negative = value.sign == .minus
    let signBits = negative ? signMask : 0
    if value == 0 { return signBits }
    if value.isInfinite {
      return signBits | (infinityBits ?? overflowBits)
    }
    if bitWidth == 64 { return value.bitPattern }

    let (significand, exponent) = value.magnitude.normalized
    // The weight of the last place kept, and the bits below it.
    let lastPlace = max(exponent, minimumExponent) - trailingSignificandBits
    let dropped = lastPlace - (exponent - 52)
    var kept: UInt64
    let remainder: Remainder
    if dropped > 54 {
      (kept, remainder) = (0, .belowHalf)
    } else {
      kept = significand >> UInt64(dropped)
      remainder = Remainder(
        significand & ((1 << UInt64(dropped)) - 1), half: 1 << UInt64(dropped - 1))
    }
    if roundsAway(direction, remainder, odd: kept & 1 == 1, negative: negative) {
      kept += 1
    }

    // Consecutive encodings have consecutive values, so a carry out of the
    // significand moves into the exponent field by plain addition.
    let field = UInt64(max(exponent, minimumExponent) + bias - 1)
    let bits = (field << UInt64(trailingSignificandBits)) + kept
    if bits <= greatestFiniteBits { return signBits | bits }
    let overflows =
      switch direction {
      case .nearestEven, .nearestAway: true
      case .towardZero: false
      case .up: !negative
      case .down: negative
      }
    return signBits | (overflows ? overflowBits : greatestFiniteBits)
  }

  /// `value` correctly rounded to this format.
  public func round(
    _ value: Double, _ direction: RoundingDirection = .nearestEven
  ) -> Double {
    decode(encode(value, rounding: direction))
  }

  /// The magnitude that an overflow yields.
  public var overflowBits: UInt64 {
    switch overflow {
    case .infinity: infinityBits ?? nanBits
    case .nan: nanBits
    case .saturate: greatestFiniteBits
    }
  }
}

/// Where the discarded part lies between two neighbours.
enum Remainder {
  case zero, belowHalf, half, aboveHalf

  init(_ discarded: UInt64, half: UInt64) {
    self =
      discarded == 0
      ? .zero : discarded < half ? .belowHalf : discarded == half ? .half : .aboveHalf
  }
}

/// Whether rounding moves the magnitude to the next value away from zero.
private func roundsAway(
  _ direction: RoundingDirection, _ remainder: Remainder, odd: Bool, negative: Bool
) -> Bool {
  switch direction {
  case .nearestEven: remainder == .aboveHalf || (remainder == .half && odd)
  case .nearestAway: remainder == .aboveHalf || remainder == .half
  case .towardZero: false
  case .up: remainder != .zero && !negative
  case .down: remainder != .zero && negative
  }
}
