import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("A bank of balls computes as balls on their own")
struct BallBankTests {
  @Test("operations, and neighbours that they leave alone")
  func operations() {
    let failure = counterexample(in: 5000) { random in
      let precision = random.precision()
      let bank = BallBank(count: 5, precision: precision)
      var a = Ball(precision: precision)
      var b = Ball(precision: precision)
      a.set(random.ball())
      b.set(random.ball())
      bank.balls[0].set(3)
      bank.balls[1].set(a)
      bank.balls[2].set(b)
      bank.balls[4].set(-7)
      var expected = Ball(precision: precision)
      let operation = random.choice(["+", "-", "*", "/", "√", "a²"])
      switch operation {
      case "+":
        bank.sum(1, 2, into: 3)
        expected.setSum(a, b)
      case "-":
        bank.difference(1, 2, into: 3)
        expected.setDifference(a, b)
      case "*":
        bank.product(1, 2, into: 3)
        expected.setProduct(a, b)
      case "/":
        bank.quotient(1, 2, into: 3)
        expected.setQuotient(a, b)
      case "√":
        bank.squareRoot(1, into: 3)
        expected.setSquareRoot(a)
      default:
        bank.product(1, 1, into: 3)
        expected.setProduct(a, a)
      }
      var three = Ball(precision: precision)
      three.set(3)
      var seven = Ball(precision: precision)
      seven.set(-7)
      let isAlone = bank.balls[0].isSame(as: three) && bank.balls[4].isSame(as: seven)
      let areKept = bank.balls[1].isSame(as: a) && bank.balls[2].isSame(as: b)
      return bank.balls[3].isSame(as: expected) && isAlone && areKept
        ? nil : "\(operation) of \(a.shown()) and \(b.shown()): \(bank.balls[3].shown())"
    }
    #expect(failure == nil)
  }

  @Test("exchanging")
  func exchange() {
    let bank = BallBank(count: 3, precision: 130)
    bank.balls[0].set(1)
    bank.balls[1].setNaN()
    bank.balls[2].set(0.1)
    bank.squareRoot(2, into: 0)
    let root = bank.balls[0].copy()
    bank.exchange(0, 1)
    let isExchanged = bank.balls[0].isNaN && bank.balls[1].isSame(as: root)
    #expect(isExchanged)
    // The significands went along: what is written to one leaves the other alone.
    bank.balls[0].set(5)
    let isAlone = bank.balls[1].isSame(as: root)
    #expect(isAlone)
  }

  @Test("a Double is taken as a number of that precision takes it")
  func doubles() {
    let failure = counterexample(in: 10_000) { random in
      let precision = random.precision()
      let value = random.weightedDouble()
      var ball = Ball.used(precision: precision)
      // What was there before has bits everywhere.
      ball.set(1 / 3.0)
      ball.set(value)
      if value.isNaN { return ball.isNaN ? nil : "NaN" }
      var number = BigFloat(precision: precision)
      let isExact = number.set(value) == 0
      if ball.isPoint != isExact { return "\(value) at \(precision): \(ball.shown())" }
      return !isExact || ball.midpoint.compare(number) == 0
        ? nil : "\(value) at \(precision): \(ball.shown())"
    }
    #expect(failure == nil)
  }

  @Test("short factors are multiplied exactly like long ones")
  func shortFactors() {
    let failure = counterexample(in: 10_000) { random in
      // Significands of a few bits at the precision of many limbs, and of all.
      let precision = random.integer(in: 1...18) * 64 - random.choice([0, 0, 1, 17])
      var a = BigFloat(precision: precision)
      var b = BigFloat(precision: precision)
      a.set(random.bigFloat(precision: random.integer(in: 2...precision)))
      b.set(random.bigFloat(precision: random.integer(in: 2...precision)))
      let direction = random.direction()
      // All bits of the product fit here, so that rounding them is exact.
      var long = BigFloat(precision: 2 * precision)
      var one = BigFloat(1, precision: 2 * precision)
      one.setFusedSum(a, b, plus: BigFloat(0.0), rounding: .nearestEven)
      long.set(one)
      var expected = BigFloat(precision: precision)
      let expectedTernary = expected.set(long, rounding: direction).signum()
      var product = BigFloat(precision: precision)
      let ternary = product.setProduct(a, b, rounding: direction).signum()
      return product.compare(expected) == 0 && ternary == expectedTernary
        ? nil : "\(a.shown()) × \(b.shown()): \(product.shown())"
    }
    #expect(failure == nil)
  }
}
