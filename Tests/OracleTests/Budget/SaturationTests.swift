import Formats
import Multiprecision
import Testing

@testable import Oracle

/// Overflow in a format that has neither infinities nor NaN for it.
@Suite struct SaturationTests {
  private let format = FloatFormat(
    name: "saturating", bitWidth: 8, precision: 4, minimumExponent: -6,
    maximumExponent: 8, specialEncoding: .singleNaN, overflow: .saturate)

  private func enclosure(_ value: Double) -> (low: Double, high: Double) {
    var interval = Interval(precision: 64)
    interval.set(value)
    ErrorModel(format: format, budget: 1, precision: 64, side: .outer).apply(
      to: &interval)
    return (interval.lower.toDouble(), interval.upper.toDouble())
  }

  @Test("beyond the largest value, that is possible", arguments: [1.0, -1])
  func beyond(sign: Double) {
    let (low, high) = enclosure(sign * 1000)
    #expect(low <= sign * 1000 && high >= sign * 1000)
    #expect((low...high).contains(sign * format.greatestFinite))
    #expect(!(low...high).contains(0))
  }

  @Test("within it, nothing changes")
  func within() {
    let (low, high) = enclosure(100)
    #expect(low > 90 && high < 110)
  }
}
