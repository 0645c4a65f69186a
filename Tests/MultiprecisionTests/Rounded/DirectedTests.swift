import Formats
import Multiprecision
import Testing
import _TestSupport

private let eightBits: [FloatFormat] = [
  .e4m3, .e5m2, .e4m3.overflowing(to: .saturate), .e5m2.overflowing(to: .saturate),
  .e5m2.overflowing(to: .nan),
]

private let directions: [RoundingDirection] = [.nearestEven, .towardZero, .up, .down]

@Suite("Arithmetic rounded in a direction")
struct DirectedTests {
  // Sums and products of 8 bits are exact in Double, within 33 and 8 bits.
  @Test(
    "sums and products of all pairs of 8 bits are Double's, rounded",
    arguments: eightBits, directions)
  func allPairs(format: FloatFormat, direction: RoundingDirection) {
    let arithmetic = RoundedArithmetic(format, rounding: direction)
    var a = BigFloat(precision: 53)
    var b = BigFloat(precision: 53)
    var result = BigFloat(precision: 53)
    var failure: String?
    for x in (0..<256).map({ format.decode($0) }) where failure == nil {
      a.set(x)
      for y in (0..<256).map({ format.decode($0) }) {
        b.set(y)
        arithmetic.sum(a, b, into: &result)
        var exact = x + y
        // A zero from cancellation is −0 downward (IEEE 754-2019 §6.3).
        if exact == 0 && x != 0 && direction == .down { exact = -0.0 }
        if x == 0 && y == 0 && x.sign != y.sign && direction == .down { exact = -0.0 }
        let sum = format.round(exact, direction)
        if !result.toDouble().isSame(as: sum) { failure = "\(x) + \(y): \(sum)" }
        arithmetic.product(a, b, into: &result)
        let product = format.round(x * y, direction)
        if !result.toDouble().isSame(as: product) { failure = "\(x) · \(y): \(product)" }
      }
    }
    #expect(failure == nil, "\(format) \(direction)")
  }

  // To round twice in the same direction, not to nearest, is to round once.
  @Test(
    "every operation is that of 300 bits, rounded again in the same direction",
    arguments: FormatRoundingTests.formats, BinaryOperation.allCases)
  func operations(format: FloatFormat, operation: BinaryOperation) {
    let failure = counterexample(in: 6000) { random in
      let direction = random.choice([RoundingDirection.towardZero, .up, .down])
      let arithmetic = RoundedArithmetic(format, rounding: direction)
      let x = format.decode(random.next() & format.bitMask)
      var y = format.decode(random.next() & format.bitMask)
      if random.bool() { y = format.round(random.double(exponent: -2...2)) }
      let a = BigFloat(x)
      let b = BigFloat(y)
      var result = BigFloat(precision: 53)
      arithmetic.perform(operation, a, b, into: &result)
      let fine = operation(a, b, precision: 300, rounding: direction)
      let expected = format.decode(fine.rounded(to: format, direction))
      let found = result.toDouble()
      return found.isSame(as: expected)
        ? nil : "\(operation) of \(x), \(y) \(direction): \(found), not \(expected)"
    }
    #expect(failure == nil)
  }

  @Test("roots, powers and rounding too", arguments: FormatRoundingTests.formats)
  func others(format: FloatFormat) {
    let failure = counterexample(in: 10_000) { random in
      let direction = random.choice([RoundingDirection.towardZero, .up, .down])
      let arithmetic = RoundedArithmetic(format, rounding: direction)
      let x = format.decode(random.next() & format.bitMask)
      let a = BigFloat(x)
      var result = BigFloat(precision: 53)
      for operation in [UnaryOperation.squareRoot, .power(2), .power(7)] {
        if operation == .squareRoot {
          arithmetic.squareRoot(a, into: &result)
        } else {
          arithmetic.power(a, operation == .power(2) ? 2 : 7, into: &result)
        }
        let fine = operation(a, precision: 300, rounding: direction)
        let expected = format.decode(fine.rounded(to: format, direction))
        if !result.toDouble().isSame(as: expected) {
          return "\(operation) of \(x) \(direction): \(result.shown())"
        }
      }
      var any = random.extendedBigFloat(precision: random.integer(in: 53...300))
      let shown = any.shown()
      let expected = format.decode(any.rounded(to: format, direction))
      arithmetic.round(&any)
      return any.toDouble().isSame(as: expected)
        ? nil : "\(shown) \(direction): \(any.toDouble()), not \(expected)"
    }
    #expect(failure == nil)
  }

  @Test("an exact infinity that the format lacks is an overflow in every direction")
  func infinities() {
    for direction in directions {
      let arithmetic = RoundedArithmetic(.e4m3, rounding: direction)
      var result = BigFloat(precision: 53)
      arithmetic.quotient(BigFloat(1), BigFloat(0), into: &result)
      let isOverflow = result.isNaN
      #expect(isOverflow)
      let ieee = RoundedArithmetic(.e5m2, rounding: direction)
      ieee.quotient(BigFloat(-1), BigFloat(0), into: &result)
      let isInfinity = result.isInfinite && result.isNegative
      #expect(isInfinity)
    }
  }
}
