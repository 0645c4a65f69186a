import Formats
import Multiprecision
import Testing
import _TestSupport

/// The extremes of a set of numbers, NaNs left out.
private struct Extremes: ~Copyable {
  var lower: BigFloat
  var upper: BigFloat
  var isEmpty = true

  init(precision: Int) {
    lower = BigFloat(precision: precision)
    upper = BigFloat(precision: precision)
  }

  mutating func admit(_ down: borrowing BigFloat, _ up: borrowing BigFloat) {
    if down.isNaN { return }
    if isEmpty || down.compare(lower) < 0 { lower.set(down) }
    if isEmpty || up.compare(upper) > 0 { upper.set(up) }
    isEmpty = false
  }

  borrowing func isSame(as interval: borrowing Interval) -> Bool {
    !isEmpty && !interval.isBroken && interval.lower.compare(lower) == 0
      && interval.upper.compare(upper) == 0
  }
}

@Suite("An interval operation is as tight as the precision allows")
struct TightnessTests {
  // The extremes of a monotonic operation lie in the corners of its operands;
  // rounding is monotonic, so they are also the corners' rounded values.
  @Test(
    "two operands: the endpoints are the rounded extremes of the four corners",
    arguments: BinaryOperation.allCases)
  func binary(operation: BinaryOperation) {
    let failure = counterexample(in: 10_000) { random in
      let a = random.oneIn(3) ? random.pointInterval() : random.interval()
      let b = random.oneIn(3) ? random.pointInterval() : random.interval()
      if operation == .quotient && b.contains(0) { return nil }
      let precision = random.precision()
      let result = operation(a, b, precision: precision)
      if result.isNaN || result.isIndeterminate { return nil }
      var extremes = Extremes(precision: precision)
      func admit(_ x: borrowing BigFloat, _ y: borrowing BigFloat) {
        extremes.admit(
          operation(x, y, precision: precision, rounding: .down),
          operation(x, y, precision: precision, rounding: .up))
      }
      admit(a.lower, b.lower)
      admit(a.lower, b.upper)
      admit(a.upper, b.lower)
      admit(a.upper, b.upper)
      if extremes.isSame(as: result) { return nil }
      return "\(operation) of \(a.shown()) and \(b.shown()) is \(result.shown()), "
        + "not [\(extremes.lower.shown()), \(extremes.upper.shown())]"
    }
    #expect(failure == nil)
  }

  @Test(
    "one operand: the endpoints are the rounded extremes of the ends and zero",
    arguments: UnaryOperation.allCases)
  func unary(operation: UnaryOperation) {
    let failure = counterexample(in: 5000) { random in
      let a = random.oneIn(3) ? random.pointInterval() : random.interval()
      let precision = random.precision()
      let result = operation(a, precision: precision)
      if result.isNaN || result.isIndeterminate { return nil }
      var extremes = Extremes(precision: precision)
      func admit(_ x: borrowing BigFloat) {
        extremes.admit(
          operation(x, precision: precision, rounding: .down),
          operation(x, precision: precision, rounding: .up))
      }
      admit(a.lower)
      admit(a.upper)
      if a.contains(0) { admit(BigFloat(precision: 2)) }
      if extremes.isSame(as: result) { return nil }
      return "\(operation) of \(a.shown()) is \(result.shown()), "
        + "not [\(extremes.lower.shown()), \(extremes.upper.shown())]"
    }
    #expect(failure == nil)
  }

  @Test("a divisor with an end at zero gives everything from the far end outward")
  func quotientByZeroBordered() {
    let failure = counterexample(in: 5000) { random in
      let a = random.interval()
      if a.contains(0) || a.lower.isInfinite || a.upper.isInfinite { return nil }
      var far = random.extendedBigFloat(precision: 100)
      if random.oneIn(4) { far.setZero() }
      let zero = BigFloat(precision: 2)
      let isNegative = far.signum < 0
      let b =
        isNegative
        ? Interval(far, zero, precision: 100) : Interval(zero, far, precision: 100)
      let precision = random.precision()
      let result = BinaryOperation.quotient(a, b, precision: precision)
      if result.isNaN || result.isIndeterminate { return "no quotient of \(a.shown())" }
      // The quotient of least magnitude: the near end of a by the far end of b.
      let isPositive = a.lower.signum > 0
      var near = BigFloat(precision: 500)
      if isPositive { near.set(a.lower) } else { near.set(a.upper) }
      far.setMagnitude(far.copy())
      if isNegative { far.negate() }
      let toInfinity: RoundingDirection = isPositive != isNegative ? .down : .up
      let least = BinaryOperation.quotient(
        near, far, precision: precision, rounding: toInfinity)
      let isRight =
        isPositive != isNegative
        ? result.lower.compare(least) == 0 && result.upper.compare(.infinity) == 0
        : result.upper.compare(least) == 0 && result.lower.compare(-.infinity) == 0
      return isRight ? nil : "\(a.shown()) by \(b.shown()) is \(result.shown())"
    }
    #expect(failure == nil)
  }

  @Test("an operation that is exact on points gives a point")
  func exactOperations() {
    let failure = counterexample(in: 5000) { random in
      let x = random.integer(in: -(1 << 30)...1 << 30)
      let y = random.integer(in: -(1 << 30)...1 << 30)
      let precision = random.integer(in: 62...400)
      let a = point(x, precision)
      let b = point(y, precision)
      func isPoint(_ interval: borrowing Interval, _ value: Int) -> Bool {
        interval.isPoint && interval.lower.compare(Double(value)) == 0
          && interval.contains(point(value, 64))
      }
      if !isPoint(BinaryOperation.sum(a, b, precision: precision), x + y)
        || !isPoint(BinaryOperation.difference(a, b, precision: precision), x - y)
        || !isPoint(BinaryOperation.maximum(a, b, precision: precision), max(x, y))
        || !isPoint(UnaryOperation.magnitude(a, precision: precision), abs(x))
        || !isPoint(UnaryOperation.negation(a, precision: precision), -x)
      {
        return "\(x), \(y) at \(precision) bits"
      }
      let product = BinaryOperation.product(a, b, precision: precision)
      let back = BinaryOperation.quotient(product, b, precision: precision)
      let square = UnaryOperation.power(2)(a, precision: precision)
      let root = UnaryOperation.squareRoot(square, precision: precision)
      let isBack = y == 0 || isPoint(back, x)
      let isRoot = isPoint(root, abs(x))
      if !product.isPoint || !isBack || !isRoot {
        return "\(x) × \(y) ÷ \(y) or √\(x)² at \(precision) bits"
      }
      return nil
    }
    #expect(failure == nil)
  }
}

private func point(_ value: Int, _ precision: Int) -> Interval {
  var result = Interval(precision: precision)
  result.set(value)
  return result
}
