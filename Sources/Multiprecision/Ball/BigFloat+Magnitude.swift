import CMPFR
import Formats

extension BigFloat {
  /// An upper bound of the magnitude of a regular number or zero, off by at most
  /// 2^−52 of it; its significand is in [1, 2], or 0.
  var magnitudeBound: Magnitude {
    @inline(__always) get {
      if !isRegular { return .zero }
      let significand = Double(leadingBits &+ 1) * 0x1p-52
      return Magnitude(significand: significand, exponent: Int(raw._mpfr_exp) &- 1)
    }
  }

  /// A lower bound of the magnitude of a regular number, off likewise, with the
  /// significand in [1, 2).
  var leastMagnitude: Magnitude {
    @inline(__always) get {
      Magnitude(
        significand: Double(leadingBits) * 0x1p-52, exponent: Int(raw._mpfr_exp) &- 1)
    }
  }

  /// The first 53 bits of a regular number's significand.
  private var leadingBits: UInt64 {
    @inline(__always) get {
      // The last limb has the leading bits, the first of them always 1.
      let last = (Int(raw._mpfr_prec) &- 1) >> 6
      return UInt64(raw._mpfr_d[last]) >> 11
    }
  }

  /// An upper bound of the magnitude of a finite number.
  borrowing func roundedUpMagnitude() -> Magnitude {
    if isZero { return .zero }
    var a = raw
    var exponent = 0
    let significand = mpfr_get_d_2exp(&exponent, &a, MPFR_RNDA)
    return Magnitude(normalizing: significand.magnitude, exponent)
  }

  /// Takes the value of a bound, exactly at 53 bits and more, but rounded up where
  /// it leaves MPFR's range.
  mutating func set(_ magnitude: Magnitude) {
    set(magnitude.significand, rounding: .up)
    withUnsafeMutablePointer(to: &raw) {
      _ = mpfr_mul_2si($0, $0, magnitude.exponent, MPFR_RNDU)
    }
  }
}
