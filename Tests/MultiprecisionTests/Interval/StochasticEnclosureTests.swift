import Formats
import Multiprecision
import Testing
import _TestSupport

private let infinity = Double.infinity

@Suite("The enclosure of what is stored by stochastic rounding")
struct StochasticEnclosureTests {
  @Test(
    "contains what every point is stored as, and its ends are",
    arguments: FormatRoundingTests.formats)
  func containment(format: FloatFormat) {
    let failure = counterexample(in: 5000) { random in
      // Within a few places of one another, or anywhere in the format.
      var a = BigFloat(format.decode(random.next() & format.bitMask), precision: 100)
      if a.isNaN { return nil }
      a.multiply(by: BigFloat(1 + random.unit()), rounding: .down)
      var b = a.copy()
      b.multiply(by: BigFloat(1 + random.unit() * format.unitRoundoff), rounding: .down)
      if random.oneIn(4) { b.set(random.weightedDouble()) }
      if b.isNaN { return nil }
      let isOrdered = a.compare(b) <= 0
      let interval =
        isOrdered ? Interval(a, b, precision: 100) : Interval(b, a, precision: 100)
      let r = random.choice([0, .max, UInt32(random.bits(32))])
      var stored = Interval.used(precision: random.integer(in: 53...200))
      stored.setStochastic(interval, in: format, r)
      if stored.isBroken { return "\(interval.shown()) by \(r): \(stored.shown())" }
      for _ in 0..<4 {
        let x = random.point(of: interval)
        let value = format.decode(x.rounded(to: format, stochastic: r))
        if !stored.contains(value) {
          return "\(interval.shown()) by \(r): \(stored.shown()) lacks \(value)"
        }
      }
      if stored.isNaN || stored.isIndeterminate { return nil }
      let low = format.decode(interval.lower.rounded(to: format, stochastic: r))
      let high = format.decode(interval.upper.rounded(to: format, stochastic: r))
      let isTight = stored.lower.compare(low) == 0 && stored.upper.compare(high) == 0
      return isTight ? nil : "\(interval.shown()) by \(r): \(stored.shown()) is wide"
    }
    #expect(failure == nil)
  }

  @Test(
    "a table of kinds and overflows",
    arguments: [
      (.e4m3, .nan, 0, .nan), (.e4m3, .anything, 0, .anything),
      (.e4m3, .between(1.0625, 1.0625), 0x7fff_ffff, .point(1)),
      (.e4m3, .between(1.0625, 1.0625), 0x8000_0000, .point(1.125)),
      (.e4m3, .between(-1.25, 1.1), 0, .between(-1.25, 1)),
      (.e4m3, .between(-1.3, 1.1), .max, .between(-1.375, 1.125)),
      (.e4m3, .point(0), .max, .point(0)),
      (.e4m3, .between(440, 450), 0, .between(416, 448)),
      (.e4m3, .between(440, 450), .max, .anything),
      (.e4m3, .between(450, 460), .max, .nan),
      (.e4m3, .between(480, 1e300), 0, .nan),
      (.e4m3, .between(-500, 500), 0, .anything),
      (.e4m3, .point(-infinity), 0, .nan),
      (.e4m3, .between(500, infinity), 0, .nan),
      (.e4m3, .between(-infinity, infinity), 0, .anything),
      (.e5m2, .between(60000, 70000), 0, .between(57344, infinity)),
      (.e5m2, .between(1, infinity), 0, .between(1, infinity)),
      (.e5m2.overflowing(to: .nan), .between(1, infinity), 0, .anything),
      (.e5m2.overflowing(to: .nan), .between(1e9, infinity), 0, .anything),
      (.e5m2.overflowing(to: .nan), .point(infinity), 0, .point(infinity)),
      (.e5m2.overflowing(to: .saturate), .between(1, 1e9), 0, .between(1, 57344)),
    ] as [(FloatFormat, Domain, UInt32, Domain)])
  func kinds(format: FloatFormat, a: Domain, r: UInt32, expected: Domain) {
    var result = Interval.used(precision: 53)
    result.setStochastic(a.interval(), in: format, r)
    let isRight = result.isSame(as: expected.interval())
    #expect(isRight, "\(a) in \(format) by \(r) is \(result.shown())")
    let bits = a.interval().outward(to: format, stochastic: r)
    #expect((bits == nil) == (expected == .anything))
    if expected == .nan { #expect(bits?.low == format.nanBits) }
    if expected == .nan { #expect(bits?.high == format.nanBits) }
  }

  @Test("with fewer bits than the format the stored values are enclosed")
  func coarse() {
    var result = Interval(precision: 4)
    result.setStochastic(Domain.point(1 + 0x1p-20).interval(), in: .binary32, 0)
    let isRight = result.isSame(as: Domain.between(1, 1.125).interval())
    #expect(isRight)
  }
}
