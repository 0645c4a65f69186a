import Formats
import Multiprecision
import Testing
import _TestSupport

/// The precision at which operations on points are bracketed.
///
/// Endpoints of intervals have fewer bits, so that rounding to it in a direction
/// cannot carry a result across one: the comparisons below are exact.
private let high = 900

/// What is wrong with `result`, if the operation on points of its operands gives
/// a value between `down` and `up`.
private func complaint(
  _ result: borrowing Interval, _ down: borrowing BigFloat, _ up: borrowing BigFloat
) -> String? {
  if result.isBroken { return "is \(result.shown())" }
  if result.isIndeterminate { return nil }
  if result.isNaN || down.isNaN {
    return result.isNaN == down.isNaN ? nil : "is \(result.shown()), not \(down.shown())"
  }
  let isInside = result.contains(down) && result.contains(up)
  return isInside ? nil : "\(result.shown()) lacks \(down.shown())"
}

@Suite("An interval operation contains the operation on every point")
struct ContainmentTests {
  @Test("binary", arguments: BinaryOperation.allCases)
  func binary(operation: BinaryOperation) {
    let failure = counterexample(in: 10_000) { random in
      let a = random.interval()
      let b = random.oneIn(8) ? a.copy() : random.interval()
      let result = operation(a, b, precision: random.precision())
      for _ in 0..<4 {
        let x = random.point(of: a)
        var y = random.point(of: b)
        // A zero of a divisor is on the side of the divisor's other values.
        if y.isZero { y.setZero(negative: b.lower.signum < 0 && b.upper.isZero) }
        let down = operation(x, y, precision: high, rounding: .down)
        let up = operation(x, y, precision: high, rounding: .up)
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
      let a = random.interval()
      let result = operation(a, precision: random.precision())
      for _ in 0..<4 {
        let x = random.point(of: a)
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
}
