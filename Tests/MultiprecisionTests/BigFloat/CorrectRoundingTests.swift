import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("A BigFloat operation is correctly rounded")
struct CorrectRoundingTests {
  /// The sign of `rounded − exact` where `down ≤ exact ≤ up` are far finer.
  private static func sign(
    _ rounded: borrowing BigFloat, _ down: borrowing BigFloat, _ up: borrowing BigFloat
  ) -> Int {
    if down.compare(up) == 0 { return rounded.compare(down) }
    return rounded.compare(down) <= 0 ? -1 : 1
  }

  @Test(
    "the ternary value is the sign of the error, and the direction is kept",
    arguments: BinaryOperation.allCases)
  func ternary(operation: BinaryOperation) {
    let failure = counterexample(in: 10_000) { random in
      let a = random.extendedBigFloat(precision: random.precision())
      let b = random.extendedBigFloat(precision: random.precision())
      let direction = random.direction()
      var result = BigFloat(precision: random.precision())
      let ternary =
        switch operation {
        case .sum: result.setSum(a, b, rounding: direction)
        case .difference: result.setDifference(a, b, rounding: direction)
        case .product: result.setProduct(a, b, rounding: direction)
        case .quotient: result.setQuotient(a, b, rounding: direction)
        case .maximum: result.setMaximum(a, b, rounding: direction)
        }
      if result.isNaN { return ternary == 0 ? nil : "a NaN is inexact" }
      let down = operation(a, b, precision: 900, rounding: .down)
      let up = operation(a, b, precision: 900, rounding: .up)
      let sign = Self.sign(result, down, up)
      let isDirected =
        switch direction {
        case .up: sign >= 0
        case .down: sign <= 0
        case .towardZero: sign * result.signum <= 0
        case .nearestEven, .nearestAway: true
        }
      return ternary.signum() == sign && isDirected
        ? nil : "\(operation) of \(a.shown()) and \(b.shown()) \(direction): \(ternary)"
    }
    #expect(failure == nil)
  }

  @Test("a power is the product of its factors, rounded once")
  func power() {
    let failure = counterexample(in: 10_000) { random in
      let base = random.bigFloat(precision: random.integer(in: 2...40))
      let exponent = random.integer(in: 0...30)
      var exact = BigFloat(1, precision: 1300)
      for _ in 0..<exponent { exact.multiply(by: base) }
      let direction = random.direction()
      let precision = random.precision()
      var expected = BigFloat(precision: precision)
      expected.set(exact, rounding: direction)
      let power = UnaryOperation.power(exponent)(
        base, precision: precision, rounding: direction)
      return power.isSame(as: expected) ? nil : "\(base.shown()) to the \(exponent)"
    }
    #expect(failure == nil)
  }

  @Test("at 53 bits it is the hardware's Double", arguments: BinaryOperation.allCases)
  func hardware(operation: BinaryOperation) {
    let failure = counterexample(in: 20_000) { random in
      let x = random.double(exponent: -200...200)
      let y = random.double(exponent: -200...200)
      let result = operation(
        BigFloat(x), BigFloat(y), precision: 53, rounding: .nearestEven)
      return result.toDouble() == operation(x, y)
        ? nil : "\(operation) of \(x.exactDescription) and \(y.exactDescription)"
    }
    #expect(failure == nil)
  }
}
