import Formats
import Multiprecision
import Testing
import _TestSupport

/// The precision at which operations on points are bracketed: more than balls have.
private let high = 900

/// What is wrong with `result`, if the operation on points of its operands gives
/// a value between `down` and `up`.
private func complaint(
  _ result: borrowing Ball, _ down: borrowing BigFloat, _ up: borrowing BigFloat
) -> String? {
  if result.isIndeterminate { return nil }
  if result.isNaN || down.isNaN {
    return result.isNaN == down.isNaN ? nil : "is \(result.shown()), not \(down.shown())"
  }
  // One of the brackets is nearer to the midpoint than the value itself.
  let isInside = result.contains(down) || result.contains(up)
  return isInside ? nil : "\(result.shown()) lacks \(down.shown())"
}

extension SplitMix64 {
  /// A number of the ball with up to 500 bits, often at an end.
  fileprivate mutating func point(of ball: borrowing Ball) -> BigFloat? {
    if ball.isNaN || ball.isIndeterminate { return nil }
    for _ in 0..<4 {
      // Ends of the interval are rounded outward and need not be in the ball.
      let point = point(of: ball.interval())
      if ball.contains(point) { return point }
    }
    let centre = BigFloat(0, precision: 500)
    var result = centre.copy()
    result.set(ball.midpoint)
    return result
  }
}

@Suite("A ball operation contains the operation on every point")
struct BallContainmentTests {
  @Test("binary", arguments: BinaryOperation.allCases)
  func binary(operation: BinaryOperation) {
    let failure = counterexample(in: 10_000) { random in
      let a = random.ball()
      let b = random.oneIn(8) ? a.copy() : random.ball()
      let result = operation(a, b, precision: random.precision())
      for _ in 0..<4 {
        guard let x = random.point(of: a), let y = random.point(of: b) else { return nil }
        // Zero has no sign, and an exactly zero divisor is +0.
        var divisor = y.copy()
        if y.isZero { divisor.setZero() }
        let down = operation(x, divisor, precision: high, rounding: .down)
        let up = operation(x, divisor, precision: high, rounding: .up)
        if let complaint = complaint(result, down, up) {
          return "\(operation) of \(a.shown()) and \(b.shown()): \(complaint)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("unary", arguments: UnaryOperation.allCases)
  func unary(operation: UnaryOperation) {
    let failure = counterexample(in: 5000) { random in
      let a = random.ball()
      let result = operation(a, precision: random.precision())
      for _ in 0..<4 {
        guard let x = random.point(of: a) else { return nil }
        let down = operation(x, precision: high, rounding: .down)
        let up = operation(x, precision: high, rounding: .up)
        if let complaint = complaint(result, down, up) {
          return "\(operation) of \(a.shown()): \(complaint)"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("an interval is within its ball, and a ball within its interval")
  func conversions() {
    let failure = counterexample(in: 10_000) { random in
      let a = random.interval()
      var ball = Ball.used(precision: random.precision())
      ball.set(a)
      if ball.isIndeterminate { return nil }
      if !ball.contains(a.lower) || !ball.contains(a.upper) {
        return "\(ball.shown()) lacks a part of \(a.shown())"
      }
      return ball.interval().contains(a)
        ? nil : "\(ball.shown()) does not contain \(a.shown())"
    }
    #expect(failure == nil)
  }
}
