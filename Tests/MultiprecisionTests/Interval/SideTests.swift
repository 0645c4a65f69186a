import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("An inner interval lies inside of the exact one, as an outer one lies outside")
struct SideTests {
  /// What is wrong with the results of an operation at little precision, if its result at
  /// much precision stands for the exact one.
  private func complaint(
    _ outer: borrowing Interval, _ inner: borrowing Interval, _ exact: borrowing Interval
  ) -> String? {
    if outer.isNaN != inner.isNaN || outer.isIndeterminate != inner.isIndeterminate {
      return "of different kinds: \(outer.shown()), \(inner.shown())"
    }
    if outer.isNaN || outer.isIndeterminate { return nil }
    if !outer.contains(exact) { return "\(outer.shown()) is not outside" }
    let isInside =
      inner.lower.compare(exact.lower) >= 0 && inner.upper.compare(exact.upper) <= 0
    return isInside ? nil : "\(inner.shown()) is not inside"
  }

  /// Performs an operation on both sides at a random precision, and nearly exactly.
  private func compare(
    _ random: inout SplitMix64, _ perform: (inout Interval) -> Void
  ) -> String? {
    let precision = random.precision()
    var outer = Interval(precision: precision)
    var inner = Interval(precision: precision, side: .inner)
    var exact = Interval(precision: 3000)
    perform(&outer)
    perform(&inner)
    perform(&exact)
    return complaint(outer, inner, exact)
  }

  @Test("operations")
  func operations() {
    let failure = counterexample(in: 40_000) { random in
      let a = random.interval()
      let b = random.interval()
      let exponent = random.integer(in: 0...9)
      let kind = random.integer(in: 0...9)
      let complaint = compare(&random) { result in
        switch kind {
        case 0: result.setSum(a, b)
        case 1: result.setDifference(a, b)
        case 2, 3: result.setProduct(a, b)
        case 4, 5: result.setQuotient(a, b)
        case 6: result.setSquareRoot(a)
        case 7: result.setMaximum(a, b)
        case 8: result.setPower(a, exponent)
        default: result.setMagnitude(a)
        }
      }
      return complaint.map { "\(kind) of \(a.shown()), \(b.shown()): \($0)" }
    }
    #expect(failure == nil)
  }

  @Test("powers and cosines")
  func functions() {
    let failure = counterexample(in: 3000) { random in
      let (low, high) = (random.unit() * 3, random.unit())
      let (exponent, width) = (random.unit() * 4 - 2, random.unit())
      var a = Interval(precision: 64)
      a.set(BigFloat(low), BigFloat(low + high))
      var b = Interval(precision: 64)
      b.set(BigFloat(exponent), BigFloat(exponent + width))
      return compare(&random) { $0.setRealPower(a, b) }
        ?? compare(&random) { $0.setCosinePi(a) }
    }
    #expect(failure == nil)
  }

  @Test("errors of operations")
  func errors() {
    let failure = counterexample(in: 20_000) { random in
      let a = random.interval()
      let b = random.interval()
      let relative = random.double(exponent: -40 ... -2).magnitude
      let significand = random.oneIn(4) ? 0 : random.double(exponent: 0...0).magnitude
      let exponent = random.choice([-1074, -149, -24, 0])
      let kind = random.integer(in: 0...4)
      let complaint = compare(&random) { result in
        let error = OperationError(
          relative: relative, absoluteSignificand: significand,
          absoluteExponent: exponent,
          precision: result.precision)
        // Points of many bits are no points at little precision: widening comes first.
        result.set(2)
        let two = result.copy()
        result.setProduct(a, two)
        if result.isNaN || result.isIndeterminate { return }
        error.widen(&result)
        switch kind {
        case 0: break
        case 1: error.widenAbsolutely(&result, overMagnitudeOf: b)
        case 2: error.widenAbsolutely(&result, timesMagnitudeOf: b)
        case 3: error.widen(&result, weight: BigFloat(0.3), magnitude: BigFloat(5))
        default: error.widenFreely(&result, byErrorsOf: BigFloat(3), times: 7)
        }
      }
      return complaint.map { "\(kind) of \(a.shown()), \(b.shown()): \($0)" }
    }
    #expect(failure == nil)
  }
}
