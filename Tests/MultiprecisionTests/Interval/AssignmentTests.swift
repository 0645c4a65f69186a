import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("An interval assigned from a number encloses it as tightly as it can")
struct AssignmentTests {
  @Test("from a Double")
  func double() {
    let failure = counterexample(in: 20_000) { random in
      let value = random.weightedDouble()
      let precision = random.precision()
      var interval = Interval(precision: precision)
      interval.set(value)
      if value.isNaN { return interval.isNaN ? nil : "NaN is \(interval.shown())" }
      if !interval.contains(value) { return "\(value) not in \(interval.shown())" }
      let exact = BigFloat(value)
      var low = BigFloat(precision: precision)
      var high = BigFloat(precision: precision)
      low.set(exact, rounding: .down)
      high.set(exact, rounding: .up)
      let isTight = interval.lower.isSame(as: low) && interval.upper.isSame(as: high)
      let isPointWherePossible = interval.isPoint || precision < 53
      return isTight && isPointWherePossible
        ? nil : "\(value.exactDescription) is \(interval.shown())"
    }
    #expect(failure == nil)
  }

  @Test("from an Int")
  func integer() {
    let failure = counterexample(in: 10_000) { random in
      let value = Int(truncatingIfNeeded: random.next()) >> random.integer(in: 0...63)
      let precision = random.precision()
      var interval = Interval(precision: precision)
      interval.set(value)
      var exact = BigFloat(precision: 64)
      exact.set(value)
      let isInside = interval.contains(exact)
      let isPointWherePossible = interval.isPoint || precision < 64
      return isInside && isPointWherePossible ? nil : "\(value) is \(interval.shown())"
    }
    #expect(failure == nil)
  }

  @Test("from an interval and a pair of endpoints, at another precision")
  func interval() {
    let failure = counterexample(in: 10_000) { random in
      let source = random.interval()
      var target = Interval(precision: random.precision())
      target.set(source)
      let other = Interval(source.lower, source.upper, precision: target.precision)
      if !target.contains(source) || !target.isSame(as: other) {
        return "\(source.shown()) becomes \(target.shown()) and \(other.shown())"
      }
      let isExact = target.isSame(as: source)
      let mayRound = target.precision < source.precision
      return isExact || mayRound ? nil : "\(source.shown()) becomes \(target.shown())"
    }
    #expect(failure == nil)
  }

  @Test("a copy is equal and apart; a swap exchanges everything")
  func copyAndSwap() {
    let failure = counterexample(in: 5000) { random in
      var a = random.interval()
      var b = random.interval()
      if random.oneIn(4) { b.setNaN() }
      if random.oneIn(4) { a.setIndeterminate() }
      let (oldA, oldB) = (a.shown(), b.shown())
      var copy = a.copy()
      let isCopy = copy.shown() == oldA
      copy.set(17)
      let isApart = a.shown() == oldA
      a.swap(&b)
      let isSwapped = a.shown() == oldB && b.shown() == oldA
      return isCopy && isApart && isSwapped ? nil : "\(oldA) and \(oldB)"
    }
    #expect(failure == nil)
  }
}
