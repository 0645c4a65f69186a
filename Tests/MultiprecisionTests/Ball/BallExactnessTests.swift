import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Balls are exact, undefined and unknown where they should be")
struct BallExactnessTests {
  private func ball(_ value: Double) -> Ball {
    var result = Ball(precision: 64)
    result.set(value)
    return result
  }

  /// An inexact ball about `value`.
  private func inexact(_ value: Double, within radius: Double) -> Ball {
    var result = Ball(precision: 64)
    result.set(
      Interval(BigFloat(value - radius), BigFloat(value + radius), precision: 64))
    return result
  }

  @Test("operations on points are points exactly where the result fits")
  func points() {
    let failure = counterexample(in: 10_000) { random in
      let x = random.pointInterval()
      let y = random.pointInterval()
      let precision = random.precision()
      var a = Ball(precision: 500)
      var b = Ball(precision: 500)
      a.set(x)
      b.set(y)
      for operation in BinaryOperation.allCases {
        let result = operation(a, b, precision: precision)
        let expected = operation(x, y, precision: precision)
        if result.isPoint != expected.isPoint || result.isNaN != expected.isNaN {
          return "\(operation) of \(x.shown()) and \(y.shown()) is \(result.shown())"
        }
        if result.isPoint && !result.interval().isSame(as: expected) {
          return "\(operation) of \(x.shown()) and \(y.shown()) is \(result.shown())"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("an inexact result is no wider than three units in the last place")
  func tightness() {
    let failure = counterexample(in: 10_000) { random in
      let precision = 60 + random.integer(in: 0...300)
      var a = Ball(precision: precision)
      var b = Ball(precision: precision)
      a.set(random.double(exponent: -30...30))
      b.set(random.double(exponent: -30...30).magnitude + 0x1p-40)
      // A third makes both inexact, by half a unit in the last place.
      var three = Ball(precision: precision)
      three.set(3)
      let x = BinaryOperation.quotient(a, three, precision: precision)
      let y = BinaryOperation.quotient(b, three, precision: precision)
      for operation in [BinaryOperation.product, .quotient] {
        let result = operation(x, y, precision: precision).interval()
        var width = BigFloat(precision: 64)
        width.setDifference(result.upper, result.lower, rounding: .up)
        var reach = BigFloat(precision: 64)
        reach.setMagnitude(result.upper, rounding: .down)
        reach.scale(byPowerOfTwo: 4 - precision)
        if width.compare(reach) > 0 { return "\(operation) gives \(result.shown())" }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("an operand may be both")
  func aliasing() {
    let failure = counterexample(in: 5000) { random in
      let a = random.ball()
      let b = a.copy()
      let precision = random.precision()
      for operation in BinaryOperation.allCases {
        let once = operation(a, a, precision: precision)
        if !once.isSame(as: operation(a, b, precision: precision)) {
          return "\(operation) of \(a.shown()) with itself"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("NaN and the unknown spread, NaN first")
  func spreading() {
    var nan = ball(.nan)
    var unknown = ball(1)
    unknown.setIndeterminate()
    for operation in BinaryOperation.allCases {
      #expect(operation(nan, unknown, precision: 64).state == .nan)
      #expect(operation(ball(2), nan, precision: 64).state == .nan)
      #expect(operation(ball(2), unknown, precision: 64).state == .unknown)
    }
    for operation in UnaryOperation.allCases {
      #expect(operation(nan, precision: 64).state == .nan)
      #expect(operation(unknown, precision: 64).state == .unknown)
    }
    nan.set(1)
    let state = nan.state
    #expect(state == .point)
  }

  @Test("what is beyond a domain is NaN if certain, and otherwise unknown")
  func domains() {
    let quotient = BinaryOperation.quotient
    #expect(quotient(ball(0), ball(0), precision: 64).state == .nan)
    #expect(quotient(ball(1), ball(0), precision: 64).state == .point)
    #expect(quotient(ball(1), inexact(0, within: 1), precision: 64).state == .unknown)
    #expect(UnaryOperation.squareRoot(ball(-1), precision: 64).state == .nan)
    let root = UnaryOperation.squareRoot
    #expect(root(inexact(-3, within: 1), precision: 64).state == .nan)
    #expect(
      UnaryOperation.squareRoot(inexact(0, within: 1), precision: 64).state == .unknown)
    let infinity = ball(.infinity)
    #expect(BinaryOperation.difference(infinity, infinity, precision: 64).state == .nan)
    #expect(BinaryOperation.product(infinity, ball(0), precision: 64).state == .nan)
    let sum = BinaryOperation.sum
    #expect(sum(infinity, inexact(1, within: 1), precision: 64).state == .point)
    #expect(quotient(inexact(1, within: 0.5), infinity, precision: 64).state == .zero)
  }

  @Test("radii reach down as far as midpoints")
  func tiny() throws {
    var small = ball(0x1p-1000)
    var next = Ball(precision: 64)
    for _ in 0..<12 {
      next.setProduct(small, small)
      small.set(next)
    }
    var three = Ball(precision: 64)
    three.set(3)
    next.setQuotient(small, three)
    let state = next.state
    #expect(state == .inexact)
    let (few, many) = (next.decimal(digits: 18), next.decimal(digits: 30))
    #expect(few != nil && many == nil)
  }

  @Test("beyond the exponents of MPFR nothing is known, and nothing goes wrong")
  func range() {
    for start in [0x1p-1000, 0x1p1000] {
      var value = ball(start)
      var next = Ball(precision: 64)
      for _ in 0..<30 {
        next.setProduct(value, value)
        value.set(next)
      }
      let state = value.state
      #expect(state == .unknown || state == .inexact)
    }
  }
}
