import CMPFR
import Formats

extension BigFloat {
  /// The value correctly rounded to `digits` significant decimal digits.
  ///
  /// The form is canonical: `-3.16227766e-3`, one digit before the point, no
  /// trailing zeros, no point without digits after it, always an exponent;
  /// `0`, `inf`, `-inf` and `nan` stand for themselves.
  public borrowing func decimal(
    digits: Int, rounding: RoundingDirection = .nearestEven
  ) -> String {
    if isNaN { return "nan" }
    if isInfinite { return isNegative ? "-inf" : "inf" }
    if isZero { return "0" }
    if rounding == .nearestEven,
      let short = ShortDecimal(self, within: .zero, digits: digits)
    {
      return short.text
    }
    return exactDecimal(digits: digits, rounding: rounding)
  }

  /// The same of a regular number, by MPFR's conversion, which decides always.
  borrowing func exactDecimal(digits: Int, rounding: RoundingDirection) -> String {
    var a = raw
    var exponent: mpfr_exp_t = 0
    guard let text = mpfr_get_str(nil, &exponent, 10, digits, &a, rounding.mpfr) else {
      preconditionFailure("MPFR could not allocate memory")
    }
    defer { mpfr_free_str(text) }
    var mantissa = String(cString: text)[...]
    let sign = mantissa.first == "-" ? "-" : ""
    if !sign.isEmpty { mantissa.removeFirst() }
    while mantissa.last == "0" { mantissa.removeLast() }
    let fraction = mantissa.dropFirst()
    let point = fraction.isEmpty ? "" : "."
    // MPFR's mantissa is 0.d₁d₂…, the published one d₁.d₂….
    return "\(sign)\(mantissa.prefix(1))\(point)\(fraction)e\(exponent - 1)"
  }

  /// Reads a decimal number, `inf`, `-inf` or `nan`, rounded.
  ///
  /// - Returns: nil if `decimal` is none of these.
  public init?(
    decimal: String, precision: Int, rounding: RoundingDirection = .nearestEven
  ) {
    self.init(precision: precision)
    // MPFR accepts more than JSON numbers; the character set rules that out.
    let isSpecial = ["inf", "-inf", "nan"].contains(decimal)
    let isPlain = decimal.utf8.allSatisfy { "0123456789+-.e".utf8.contains($0) }
    guard isSpecial || isPlain, mpfr_set_str(&raw, decimal, 10, rounding.mpfr) == 0 else {
      return nil
    }
  }
}
