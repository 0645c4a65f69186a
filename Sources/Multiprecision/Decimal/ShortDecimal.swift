/// A decimal number of at most 32 digits: `±significand · 10^(exponent − digits + 1)`.
///
/// It is what an enclosure rounds to where 128 bits suffice to see it, which they do
/// but for one number in millions. The exact conversion is for the rest.
struct ShortDecimal {
  /// An integer of exactly `digits` digits.
  let significand: UInt128
  let digits: Int
  /// The exponent of the first digit.
  let exponent: Int
  let isNegative: Bool

  /// The number of digits that are possible.
  static let possibleDigits = 1...32

  /// Rounds every number within `radius` of `midpoint`, a regular number, to nearest,
  /// if they all give the same and none of them may be half-way.
  ///
  /// With the midpoint's exponent e and 10^k = [P, P + 1]·2^q, as tabulated, the
  /// midpoint's magnitude is in [M, M + 1]·2^(e−128) for its leading 128 bits M, and
  /// `|midpoint|·10^k` in [MP, (M + 1)(P + 1)]·2^(e−128+q). Both factors are at most
  /// 2^128, so that the ends are at most 2^129 − 1 apart: with H = ⌊MP ÷ 2^128⌋ and in
  /// units of 2^(e+q) it is in [H, H + 3], and in four times these in [⌊H/4⌋,
  /// ⌊H/4⌋ + 2], below which it leaves room for sums.
  @inline(__always)
  init?(_ midpoint: borrowing BigFloat, within radius: Magnitude, digits: Int) {
    guard ShortDecimal.possibleDigits.contains(digits) else { return nil }
    let exponent = Int(midpoint.raw._mpfr_exp)
    guard -1100...1100 ~= exponent else { return nil }
    // The radius is below 2^(r+1), and the magnitude at least 2^(e−1) and at most
    // 2^126 units: the radius is below 2^(128+r−e) units.
    var reach = 0 as UInt128
    if !radius.isZero {
      let bits = 128 &+ radius.exponent &- exponent
      guard bits <= 100 else { return nil }
      reach = 1 << UInt128(truncatingIfNeeded: max(bits, 0))
    }
    let powers = PowersOfTen.shared
    let leading = midpoint.leadingBits128
    let (least, limit) = (powers.integer(digits &- 1), powers.integer(digits))
    // ⌊(e − 1)·log₁₀ 2⌋, which is the first digit's exponent or one less. Were it
    // wrong, the integer would not have so many digits.
    var place = ((exponent &- 1) &* 78913) >> 18
    for _ in 0..<2 {
      let tens = digits &- 1 &- place
      guard PowersOfTen.exponents ~= tens else { return nil }
      let power = powers.power(tens)
      let centre = ShortDecimal.upperHalf(leading, power.significand) >> 2
      let shift = -(exponent &+ power.exponent &+ 2)
      guard 2...120 ~= shift else { return nil }
      let bits = UInt128(truncatingIfNeeded: shift)
      // The centre is in 2^124 ..< 2^126, so that nothing overflows.
      let (low, high) = (centre &- reach, centre &+ 2 &+ reach)
      let floor = low &>> bits
      if floor >= limit {
        place &+= 1
        continue
      }
      // Below, a digit more would be before the point.
      guard floor >= least else { return nil }
      let half = 1 &<< (bits &- 1) as UInt128
      let (a, b) = (low &+ half, high &+ half)
      let nearest = a &>> bits
      // Equal integer parts leave room for half-way numbers at the lower end only.
      guard nearest == b &>> bits, a & (half &<< 1 &- 1) != 0 else { return nil }
      // 99…9 may become 100…0, which has a digit more.
      let isCarried = nearest == limit
      significand = isCarried ? least : nearest
      self.exponent = isCarried ? place &+ 1 : place
      self.digits = digits
      isNegative = midpoint.isNegative
      return
    }
    return nil
  }

  /// `⌊a · b ÷ 2^128⌋`, by the schoolbook.
  @inline(__always)
  private static func upperHalf(_ a: UInt128, _ b: UInt128) -> UInt128 {
    let (a1, a0) = (a >> 64, UInt128(UInt64(truncatingIfNeeded: a)))
    let (b1, b0) = (b >> 64, UInt128(UInt64(truncatingIfNeeded: b)))
    let (upper, lower) = (a1 &* b0, a0 &* b1)
    let carry =
      (a0 &* b0) >> 64 &+ UInt128(UInt64(truncatingIfNeeded: upper))
      &+ UInt128(UInt64(truncatingIfNeeded: lower))
    return a1 &* b1 &+ upper >> 64 &+ lower >> 64 &+ carry >> 64
  }
}
