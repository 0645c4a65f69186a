import Formats
import Foundation
import Multiprecision
import Testing
import _TestSupport

/// What is wrong with `found`, if the exact value lies between `down` and `up`.
///
/// In a direction the end that was rounded that way decides alone: to round twice
/// in the same direction is to round once.
private func complaint(
  _ found: borrowing BigFloat, _ down: borrowing BigFloat, _ up: borrowing BigFloat,
  _ format: FloatFormat, _ direction: RoundingDirection
) -> String? {
  let low = format.decode(down.rounded(to: format, direction))
  let high = format.decode(up.rounded(to: format, direction))
  let expected =
    switch direction {
    case .nearestEven, .nearestAway: low
    case .up: high
    case .down: low
    case .towardZero: up.isNegative ? high : low
    }
  if direction == .nearestEven && !low.isSame(as: high) {
    return "300 bits do not decide it"
  }
  let value = found.toDouble()
  return value.isSame(as: expected) ? nil : "\(value), not \(expected) \(direction)"
}

extension BigFloat {
  /// Turns an infinity, which an overflow of MPFR's own range has made, into a
  /// number beyond every format.
  fileprivate mutating func makeFinite() {
    if !isInfinite { return }
    set(isNegative ? -1 : 1)
    scale(byPowerOfTwo: 100_000)
  }
}

@Suite("Real powers and cosines in a format")
struct RoundedFunctionsTests {
  @Test("a power is that of 300 bits, rounded", arguments: FormatRoundingTests.formats)
  func realPower(format: FloatFormat) {
    let failure = counterexample(in: 4000) { random in
      let direction = random.direction()
      let arithmetic = RoundedArithmetic(format, rounding: direction)
      var x = format.decode(random.next() & format.bitMask)
      var y = format.decode(random.next() & format.bitMask)
      if random.bool() { x = format.round(random.double(exponent: -2...2)).magnitude }
      if random.bool() { y = format.round(random.double(exponent: -4...4)) }
      if random.oneIn(4) { y = random.choice([0.5, 1, 2, -1, -0.5, 0.75]) }
      let a = BigFloat(x)
      let b = BigFloat(y)
      var found = BigFloat(precision: 53)
      arithmetic.realPower(a, b, into: &found)
      var down = BigFloat(precision: 300)
      var up = BigFloat(precision: 300)
      if down.setRealPower(a, b, rounding: .down) != 0 { down.makeFinite() }
      if up.setRealPower(a, b, rounding: .up) != 0 { up.makeFinite() }
      let complaint = complaint(found, down, up, format, direction)
      return complaint.map { "\(x) to the \(y): \($0)" }
    }
    #expect(failure == nil)
  }

  // Correctly rounded to 8 bits, a value cannot depend on the platform's error,
  // which is below a unit in the last of 53 bits, unless it is that close to a tie.
  @Test(
    "powers of all pairs of 8 bits are the platform's, rounded",
    arguments: [FloatFormat.e4m3, .e5m2])
  func allPairs(format: FloatFormat) {
    let arithmetic = RoundedArithmetic(format)
    var result = BigFloat(precision: 53)
    var failure: String?
    for x in (0..<256).map({ format.decode($0) }) where failure == nil {
      for y in (0..<256).map({ format.decode($0) }) {
        arithmetic.realPower(BigFloat(x), BigFloat(y), into: &result)
        let expected = format.round(Foundation.pow(x, y))
        let found = result.toDouble()
        if !found.isSame(as: expected) {
          failure = "\(x) to the \(y): \(found), not \(expected)"
        }
      }
    }
    #expect(failure == nil)
  }

  @Test("a cosine is that of 300 bits, rounded", arguments: FormatRoundingTests.formats)
  func cosinePi(format: FloatFormat) {
    let failure = counterexample(in: 6000) { random in
      let direction = random.direction()
      let arithmetic = RoundedArithmetic(format, rounding: direction)
      let x =
        random.oneIn(4)
        ? format.decode(random.next() & format.bitMask)
        : format.round(random.double(in: -2...2))
      let a = BigFloat(x)
      var found = BigFloat(precision: 53)
      arithmetic.cosinePi(a, into: &found)
      var down = BigFloat(precision: 300)
      var up = BigFloat(precision: 300)
      down.setCosinePi(a, rounding: .down)
      up.setCosinePi(a, rounding: .up)
      return complaint(found, down, up, format, direction).map { "\(x): \($0)" }
    }
    #expect(failure == nil)
  }

  @Test("cosines at multiples of 1/2 are exact, with +0 between", arguments: directions)
  func exact(direction: RoundingDirection) {
    for format in FormatRoundingTests.formats {
      let arithmetic = RoundedArithmetic(format, rounding: direction)
      var result = BigFloat(precision: 53)
      for count in -8...8 {
        arithmetic.cosinePi(BigFloat(Double(count) / 2), into: &result)
        let expected = [1.0, 0, -1, 0][((count % 4) + 4) % 4]
        #expect(result.toDouble().isSame(as: expected), "\(count)/2 in \(format)")
      }
    }
  }
}

private let directions: [RoundingDirection] = [.nearestEven, .towardZero, .up, .down]
