import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Decimals")
struct DecimalTests {
  @Test(
    "the canonical form",
    arguments: [
      (0, 5, "0"), (-0.0, 5, "0"), (1, 5, "1e0"), (-1, 1, "-1e0"), (10, 5, "1e1"),
      (0.5, 5, "5e-1"), (123.456, 4, "1.235e2"), (-0.001, 3, "-1e-3"),
      (100_100, 6, "1.001e5"), (9.9999, 3, "1e1"), (9.9999, 1, "1e1"), (0.15, 1, "1e-1"),
      (2.5, 1, "2e0"), (3.5, 1, "4e0"), (.infinity, 3, "inf"), (-.infinity, 3, "-inf"),
      (.nan, 3, "nan"), (0x1p-1074, 17, "4.9406564584124654e-324"),
      (.greatestFiniteMagnitude, 17, "1.7976931348623157e308"),
    ] as [(Double, Int, String)])
  func form(value: Double, digits: Int, expected: String) {
    #expect(BigFloat(value).decimal(digits: digits) == expected)
  }

  @Test("every number has one form, of the documented grammar")
  func grammar() throws {
    let form = /-?[1-9](\.[0-9]*[1-9])?e(0|-?[1-9][0-9]*)/
    let failure = counterexample(in: 10_000) { random in
      let digits = random.integer(in: 1...60)
      let x = random.bigFloat(precision: random.precision())
      let text = x.decimal(digits: digits, rounding: random.direction())
      let isForm = text.wholeMatch(of: form) != nil || (x.isZero && text == "0")
      let count = text.prefix { $0 != "e" }.count { $0.isNumber }
      return isForm && count <= digits ? nil : text
    }
    #expect(failure == nil)
  }

  @Test("a decimal is the value rounded correctly to so many digits")
  func rounding() {
    let failure = counterexample(in: 10_000) { random in
      let digits = random.integer(in: 1...40)
      let direction = random.direction()
      let value = random.double(exponent: -40...40)
      let x = BigFloat(value)
      // 200 digits hold the value exactly, so that text can be cut by hand.
      let exact = x.decimal(digits: 200)
      let expected = cut(exact, to: digits, direction)
      let text = x.decimal(digits: digits, rounding: direction)
      return text == expected
        ? nil : "\(exact) to \(digits) digits \(direction): \(text), not \(expected)"
    }
    #expect(failure == nil)
  }

  /// The schoolbook rounding of a canonical decimal.
  private func cut(
    _ text: String, to digits: Int, _ direction: RoundingDirection
  ) -> String {
    let isNegative = text.hasPrefix("-")
    let parts = text.split(separator: "e")
    var kept = parts[0].utf8.filter { $0 >= 48 && $0 <= 57 }.map { Int($0) - 48 }
    var exponent = Int(parts[1]) ?? 0
    while kept.count < digits { kept.append(0) }
    let dropped = kept[digits...]
    kept = Array(kept[..<digits])
    let isInexact = dropped.contains { $0 != 0 }
    let half = dropped.first.map { $0 * 2 - 10 } ?? -10
    let isBeyondHalf = half > 0 || (half == 0 && dropped.dropFirst().contains { $0 != 0 })
    let isTie = half == 0 && !isBeyondHalf
    let isAway =
      switch direction {
      case .nearestEven: isBeyondHalf || (isTie && (kept.last ?? 0) % 2 == 1)
      case .nearestAway: isBeyondHalf || isTie
      case .towardZero: false
      case .up: isInexact && !isNegative
      case .down: isInexact && isNegative
      }
    if isAway {
      var place = digits - 1
      while place >= 0, kept[place] == 9 {
        kept[place] = 0
        place -= 1
      }
      if place >= 0 {
        kept[place] += 1
      } else {
        kept = [1] + kept.dropLast()
        exponent += 1
      }
    }
    while kept.count > 1, kept.last == 0 { kept.removeLast() }
    let fraction = kept.dropFirst().map(String.init).joined()
    let point = fraction.isEmpty ? "" : "."
    return "\(isNegative ? "-" : "")\(kept[0])\(point)\(fraction)e\(exponent)"
  }

  @Test("17 digits bring back any Double, as its own description does")
  func doubles() {
    let failure = counterexample(in: 10_000) { random in
      let value = random.weightedDouble()
      let text = BigFloat(value).decimal(digits: 17)
      guard let parsed = BigFloat(decimal: text, precision: 53) else { return text }
      let isBack = parsed.isNaN ? value.isNaN : parsed.toDouble() == value
      let isSwift = value.isNaN || Double(text) == value
      return isBack && isSwift ? nil : "\(value.exactDescription) as \(text)"
    }
    #expect(failure == nil)
  }

  @Test("enough digits bring back any number, and printing it again the text")
  func roundTrip() {
    let failure = counterexample(in: 5000) { random in
      let x = random.bigFloat(precision: random.precision())
      let digits = 2 + Int((Double(x.precision) * 0.30103).rounded(.up))
      let text = x.decimal(digits: digits)
      guard let parsed = BigFloat(decimal: text, precision: x.precision) else {
        return "\(text) is refused"
      }
      let isBack = parsed.compare(x) == 0 && parsed.decimal(digits: digits) == text
      return isBack ? nil : "\(x.shown()): \(text)"
    }
    #expect(failure == nil)
  }

  /// The number that `text` writes; `#require` does not take noncopyable values.
  private func read(
    _ text: String, precision: Int = 53, rounding: RoundingDirection = .nearestEven
  ) throws -> BigFloat {
    struct Refused: Error { let text: String }
    guard
      let value = BigFloat(decimal: text, precision: precision, rounding: rounding)
    else { throw Refused(text: text) }
    return value
  }

  @Test("reading rounds in the direction asked for")
  func directions() throws {
    let down = try read("0.1", precision: 30, rounding: .down)
    let up = try read("0.1", precision: 30, rounding: .up)
    let nearest = try read("0.1")
    let isBracketed = down.compare(0.1) < 0 && up.compare(0.1) > 0
    #expect(isBracketed)
    let isNearest = nearest.compare(0.1) == 0
    #expect(isNearest)
  }

  @Test(
    "accepted",
    arguments: [
      ("+1.50e+2", 150), (".5", 0.5), ("5.", 5), ("-0", 0), ("1e0", 1),
    ] as [(String, Double)])
  func accepted(text: String, value: Double) throws {
    let parsed = try read(text)
    let isEqual = parsed.compare(value) == 0
    #expect(isEqual)
  }

  @Test("infinities and NaN")
  func specials() throws {
    let infinity = try read("inf")
    let isInfinite = infinity.isInfinite && !infinity.isNegative
    #expect(isInfinite)
    let negative = try read("-inf")
    let isNegative = negative.isInfinite && negative.isNegative
    #expect(isNegative)
    let nan = try read("nan")
    let isNaN = nan.isNaN
    #expect(isNaN)
  }

  @Test(
    "refused",
    arguments: [
      "", " ", "1 ", " 1", "abc", "0x1p3", "0b1", "1p3", "1e", "e5", "1e+", "--1", "-",
      "+", ".", "1.2.3", "1e2e3", "1e2.5", "1,5", "1_000", "NaN", "Inf", "infinity",
      "+inf", "@nan@", "nan(1)", "１", "1\0", "1-", "0.1f",
    ])
  func refused(text: String) {
    let isRefused = BigFloat(decimal: text, precision: 53) == nil
    #expect(isRefused)
  }
}
