import Formats
import Multiprecision
import Testing
import _TestSupport

/// Enclosures are intervals with operators.
struct EnclosureTests {
  @Test("operators are those of intervals") func operatorsAreThoseOfIntervals() {
    let failure = counterexample(in: 2000) { random in
      let (x, y) = (random.double(exponent: -40...40), random.double(exponent: -40...40))
      let (a, b) = (Enclosure(x, precision: 80), Enclosure(y, precision: 60))
      var p = Interval(precision: 80)
      var q = Interval(precision: 60)
      var result = Interval(precision: 80)
      p.set(x)
      q.set(y)
      func differs(_ c: Enclosure, _ write: (inout Interval) -> Void) -> Bool {
        write(&result)
        return !result.contains(c.interval) || !c.interval.contains(result)
          || c.precision != 80
      }
      if differs(a + b, { $0.setSum(p, q) }) { return "\(x) + \(y)" }
      if differs(a - b, { $0.setDifference(p, q) }) { return "\(x) − \(y)" }
      if differs(a * b, { $0.setProduct(p, q) }) { return "\(x) × \(y)" }
      if differs(a / b, { $0.setQuotient(p, q) }) { return "\(x) ÷ \(y)" }
      if differs(a.maximum(b), { $0.setMaximum(p, q) }) { return "max(\(x), \(y))" }
      if differs(a.power(3), { $0.setPower(p, 3) }) { return "\(x)³" }
      if differs(a.magnitude, { $0.setMagnitude(p) }) { return "|\(x)|" }
      return differs(-a, { $0.setNegation(p) }) ? "−(\(x))" : nil
    }
    #expect(failure == nil)
  }

  @Test("comparisons are certain or false") func comparisonsAreCertainOrFalse() {
    let third = (1 as Enclosure) / 3
    #expect((0.3333 as Enclosure).isCertainlyLess(than: third))
    #expect(!third.isCertainlyLess(than: third) && !third.isCertainlyAtMost(third))
    #expect((2 as Enclosure).isCertainlyAtMost(2))
    let nan = (-1 as Enclosure).squareRoot()
    #expect(nan.isNaN && !nan.isCertainlyLess(than: 1) && !nan.isFinite)
    #expect((third - third).isFinite && !(third - third).isZero)
    #expect(((1 as Enclosure) - 1).isZero)
  }

  @Test("descriptions tell both ends") func descriptionsTellBothEnds() {
    #expect((0.5 as Enclosure).description == "5e-1")
    #expect(Enclosure(.nan).description == "NaN")
    let wide = Enclosure(precision: 53) { $0.set(BigFloat(1), BigFloat(2)) }
    #expect(wide.description.hasPrefix("[1") && wide.double == 1.5)
  }
}
