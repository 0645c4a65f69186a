/// A number of at least 0 as its decimal digits, without a library's conversion.
struct DecimalInteger {
  /// The digits, the least significant first.
  private var digits: [UInt8]
  /// How many of them are behind the point.
  private var places = 0

  /// `significand · 2^exponent`, exactly: doubled, or halved as 5 ÷ 10.
  init(_ significand: UInt128, timesTwoTo exponent: Int) {
    digits = String(significand).utf8.reversed().map { $0 - 48 }
    for _ in 0..<max(exponent, 0) { multiply(by: 2) }
    for _ in 0..<max(-exponent, 0) { multiply(by: 5) }
    places = max(-exponent, 0)
  }

  private mutating func multiply(by factor: UInt8) {
    var carry = 0 as UInt8
    for place in digits.indices {
      let value = digits[place] * factor + carry
      (carry, digits[place]) = value.quotientAndRemainder(dividingBy: 10)
    }
    if carry > 0 { digits.append(carry) }
  }

  /// The number rounded to nearest to so many digits, in the canonical form.
  func rounded(to count: Int, isNegative: Bool) -> String {
    var leading = Array(digits.reversed().drop { $0 == 0 })
    guard !leading.isEmpty else { return "0" }
    var exponent = leading.count - 1 - places
    let rest = leading.dropFirst(count)
    leading = Array(leading.prefix(count))
    let isAbove = rest.first == 5 && rest.dropFirst().contains { $0 > 0 }
    let isTie = rest.first == 5 && !isAbove
    if rest.first ?? 0 > 5 || isAbove || (isTie && leading[count - 1] % 2 == 1) {
      var place = count - 1
      while place >= 0 && leading[place] == 9 {
        leading[place] = 0
        place -= 1
      }
      if place >= 0 {
        leading[place] += 1
      } else {
        leading = [1]
        exponent += 1
      }
    }
    while leading.count > 1 && leading.last == 0 { leading.removeLast() }
    let text = leading.map(String.init).joined()
    let point = leading.count > 1 ? "." : ""
    return "\(isNegative ? "-" : "")\(text.prefix(1))\(point)\(text.dropFirst())"
      + "e\(exponent)"
  }
}
