import CMPFR

/// Powers of ten to 128 bits, for conversions that need no more.
///
/// They are made once. A conversion reads one, so that neither a lock nor a count of
/// references should stand before it: the table is a plain pointer that is never freed.
struct PowersOfTen: @unchecked Sendable {
  /// `10^k` is in `significand ..< significand + 1` times `2^exponent`.
  struct Power {
    /// In `2^127 ..< 2^128`.
    let significand: UInt128
    let exponent: Int
  }

  /// The exponents k of the table: numbers as far from 1 as binary64's lie within.
  static let exponents = -340...384
  /// The exponents of the powers that are known as integers.
  static let integerExponents = 0...32

  static let shared = PowersOfTen()

  private let powers: UnsafePointer<Power>
  private let integers: UnsafePointer<UInt128>

  private init() {
    let powers = UnsafeMutablePointer<Power>.allocate(
      capacity: PowersOfTen.exponents.count)
    let ten = BigFloat(10)
    var power = BigFloat(precision: 128)
    for (index, exponent) in PowersOfTen.exponents.enumerated() {
      // MPFR rounds correctly, so that truncation is off by less than a unit.
      power.setTruncatedPower(ten, exponent)
      (powers + index).initialize(
        to: Power(
          significand: power.leadingBits128, exponent: Int(power.raw._mpfr_exp) - 128))
    }
    self.powers = UnsafePointer(powers)
    let integers = UnsafeMutablePointer<UInt128>.allocate(
      capacity: PowersOfTen.integerExponents.count)
    var integer = 1 as UInt128
    for exponent in PowersOfTen.integerExponents {
      (integers + exponent).initialize(to: integer)
      integer *= 10
    }
    self.integers = UnsafePointer(integers)
  }

  /// `10^exponent`, for one of `exponents`.
  @inline(__always)
  func power(_ exponent: Int) -> Power {
    assert(PowersOfTen.exponents.contains(exponent))
    return powers[exponent &- PowersOfTen.exponents.lowerBound]
  }

  /// `10^exponent`, for one of `integerExponents`.
  @inline(__always)
  func integer(_ exponent: Int) -> UInt128 {
    assert(PowersOfTen.integerExponents.contains(exponent))
    return integers[exponent]
  }
}

extension BigFloat {
  /// Becomes `base^exponent`, truncated.
  fileprivate mutating func setTruncatedPower(
    _ base: borrowing BigFloat, _ exponent: Int
  ) {
    var base = base.raw
    mpfr_pow_si(&raw, &base, exponent, MPFR_RNDZ)
  }
}

extension BigFloat {
  /// The first 64 bits of a regular number's significand, of which the first is 1.
  ///
  /// The significand, in [1/2, 1), is in `leadingBits64 ... leadingBits64 + 1` times
  /// `2^−64`.
  var leadingBits64: UInt64 {
    // The last limb has the leading bits; bits below the precision are 0.
    @inline(__always) get { UInt64(raw._mpfr_d[(Int(raw._mpfr_prec) &- 1) >> 6]) }
  }

  /// The first 128 bits likewise.
  var leadingBits128: UInt128 {
    @inline(__always) get {
      let last = (Int(raw._mpfr_prec) &- 1) >> 6
      let low = last > 0 ? UInt64(raw._mpfr_d[last &- 1]) : 0
      return UInt128(UInt64(raw._mpfr_d[last])) << 64 | UInt128(low)
    }
  }
}
