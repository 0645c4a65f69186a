import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Comparing BigFloats")
struct ComparisonTests {
  @Test("agrees with Double, signs and kinds included")
  func doubles() {
    let failure = counterexample(in: 30_000) { random in
      let x = random.weightedDouble()
      let y = random.oneIn(4) ? -x : random.weightedDouble()
      let a = BigFloat(x, precision: random.integer(in: 53...200))
      let b = BigFloat(y)
      func order(_ x: Double, _ y: Double) -> Int { x < y ? -1 : x > y ? 1 : 0 }
      let isKind =
        a.isNaN == x.isNaN && a.isInfinite == x.isInfinite && a.isZero == (x == 0)
      let isSigned = x.isNaN || a.isNegative == (x.sign == .minus)
      let isSignum = a.signum == order(x, 0)
      let isBack = a.toDouble().isSame(as: x)
      guard isKind, isSigned, isSignum, isBack else { return "\(x)" }
      if x.isNaN || y.isNaN { return nil }
      let isRight =
        a.compare(b) == order(x, y) && a.compare(y) == order(x, y)
        && a.compareMagnitude(b) == order(x.magnitude, y.magnitude)
      return isRight ? nil : "\(x.exactDescription) and \(y.exactDescription)"
    }
    #expect(failure == nil)
  }

  @Test("is the sign of the difference, and opposite the other way round")
  func differences() {
    let failure = counterexample(in: 20_000) { random in
      let a = random.extendedBigFloat(precision: random.precision())
      let b = random.oneIn(3) ? a.copy() : random.extendedBigFloat(precision: 64)
      let difference = BinaryOperation.difference(
        a, b, precision: 2, rounding: .towardZero)
      let sign = difference.isNaN ? 0 : difference.signum
      return a.compare(b) == sign && b.compare(a) == -sign
        ? nil : "\(a.shown()) and \(b.shown())"
    }
    #expect(failure == nil)
  }

  @Test("the greater of two, NaN if either is")
  func maximum() {
    let failure = counterexample(in: 20_000) { random in
      let (x, y) = (random.weightedDouble(), random.weightedDouble())
      let result = BinaryOperation.maximum(
        BigFloat(x), BigFloat(y), precision: 53, rounding: .nearestEven
      ).toDouble()
      // Of two zeros, +0 is the greater.
      let expected = x == 0 && y == 0 ? x + y : BinaryOperation.maximum(x, y)
      let isRight = result.isSame(as: expected) || (x == 0 && y == 0 && result == 0)
      return isRight ? nil : "max(\(x), \(y)) is \(result)"
    }
    #expect(failure == nil)
  }
}
