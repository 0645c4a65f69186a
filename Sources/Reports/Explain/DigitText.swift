import Formats

/// A number in scientific notation, with a column for its sign and a fixed number of
/// digits, so that numbers can be compared digit by digit.
struct DigitText {
  let text: String

  /// The value of an encoding.
  init(_ hexadecimal: String, _ format: FloatFormat?, digits: Int) {
    guard let format, let bits = try? format.bits(hexadecimal: hexadecimal) else {
      text = " \(hexadecimal)"
      return
    }
    let value = format.decode(bits)
    text = Self.signed(NumberText.scientific(value, digits: digits))
  }

  /// A published exact value, rounded to fewer digits.
  init(exact: String, digits: Int) {
    let parts = exact.split(separator: "e", maxSplits: 1)
    let isNegative = exact.hasPrefix("-")
    let figures =
      parts.first.map { $0.filter(\.isNumber).compactMap(\.wholeNumberValue) } ?? []
    guard parts.count == 2, let exponent = Int(parts[1]), figures.count > digits else {
      text = Self.signed(exact)
      return
    }
    var (kept, power) = (Array(figures.prefix(digits)), exponent)
    if figures[digits] >= 5 {
      var index = digits - 1
      while index >= 0, kept[index] == 9 {
        kept[index] = 0
        index -= 1
      }
      if index >= 0 {
        kept[index] += 1
      } else {
        kept = [1] + kept.dropLast()
        power += 1
      }
    }
    let mantissa = kept.map(String.init).joined()
    text =
      (isNegative ? "-" : " ") + "\(mantissa.prefix(1)).\(mantissa.dropFirst())e\(power)"
  }

  private static func signed(_ text: String) -> String {
    text.hasPrefix("-") ? text : " " + text
  }
}
