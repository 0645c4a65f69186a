import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("An operation in place gives what it gives elsewhere")
struct InPlaceTests {
  @Test("two operands, the second other than or equal to the first")
  func binary() {
    let failure = counterexample(in: 20_000) { random in
      // Limbs by the hundred reach MPFR's asymptotic algorithms.
      let precision =
        random.oneIn(50) ? random.integer(in: 2000...20_000) : random.precision()
      let a = random.extendedBigFloat(precision: precision)
      let other = random.extendedBigFloat(precision: random.precision())
      let b = random.oneIn(4) ? a.copy() : other.copy()
      let direction = random.direction()
      for operation in BinaryOperation.allCases where operation != .maximum {
        let expected = operation(a, b, precision: precision, rounding: direction)
        var result = a.copy()
        switch operation {
        case .sum: result.add(b, rounding: direction)
        case .difference: result.subtract(b, rounding: direction)
        case .product: result.multiply(by: b, rounding: direction)
        case .quotient: result.divide(by: b, rounding: direction)
        case .maximum: break
        }
        if !result.isSame(as: expected) {
          return "\(operation) of \(a.shown()) and \(b.shown()) \(direction): "
            + "\(result.shown()), not \(expected.shown())"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("one operand")
  func unary() {
    let failure = counterexample(in: 20_000) { random in
      let precision =
        random.oneIn(50) ? random.integer(in: 2000...20_000) : random.precision()
      let a = random.extendedBigFloat(precision: precision)
      let direction = random.direction()
      var root = a.copy()
      root.formSquareRoot(rounding: direction)
      if !root.isSame(
        as: UnaryOperation.squareRoot(a, precision: precision, rounding: direction))
      {
        return "√ of \(a.shown()) \(direction): \(root.shown())"
      }
      var negated = a.copy()
      negated.negate()
      if !negated.isSame(
        as: UnaryOperation.negation(a, precision: precision, rounding: direction))
        || negated.isNegative == a.isNegative
      {
        return "−(\(a.shown())) is \(negated.shown())"
      }
      let exponent = random.integer(in: -3000...3000)
      var scaled = a.copy()
      scaled.scale(byPowerOfTwo: exponent)
      var power = BigFloat(precision: 2)
      power.set(2)
      power.setPower(power.copy(), abs(exponent), rounding: .nearestEven)
      let operation: BinaryOperation = exponent < 0 ? .quotient : .product
      return scaled.isSame(
        as: operation(a, power, precision: precision, rounding: direction))
        ? nil : "\(a.shown()) scaled by \(exponent): \(scaled.shown())"
    }
    #expect(failure == nil)
  }

  @Test("operands are left as they were")
  func operands() {
    let failure = counterexample(in: 10_000) { random in
      let precision = random.precision()
      let a = random.extendedBigFloat(precision: precision)
      let b = random.extendedBigFloat(precision: precision)
      let (oldA, oldB) = (a.shown(), b.shown())
      for operation in BinaryOperation.allCases {
        _ = operation(a, b, precision: random.precision(), rounding: .nearestEven)
      }
      for operation in UnaryOperation.allCases {
        _ = operation(a, precision: random.precision(), rounding: .nearestEven)
      }
      return a.shown() == oldA && b.shown() == oldB ? nil : "\(oldA), \(oldB)"
    }
    #expect(failure == nil)
  }
}
