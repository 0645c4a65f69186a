import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Rounding any number to a format")
struct RoundedFormatTests {
  @Test(
    "agrees with the direct rounding of a BigFloat",
    arguments: FormatRoundingTests.formats)
  func rounding(format: FloatFormat) {
    let arithmetic = RoundedArithmetic(format)
    let failure = counterexample(in: 20_000) { random in
      var x = random.extendedBigFloat(precision: random.integer(in: 53...300))
      if random.bool() {
        // Half the places of the format, and a nudge far below.
        let value = format.decode(random.next() & format.bitMask)
        let next = format.decode(format.encode(value) ^ 1)
        x = BigFloat(value, precision: 1200)
        if value.isFinite && next.isFinite {
          var gap = BigFloat(precision: 53)
          gap.setDifference(BigFloat(next), BigFloat(value), rounding: .nearestEven)
          gap.scale(byPowerOfTwo: -1)
          x.add(gap)
          gap.scale(byPowerOfTwo: -100)
          if random.bool() { x.add(gap) }
        }
      }
      let shown = x.shown()
      let expected = format.decode(x.rounded(to: format, .nearestEven))
      arithmetic.round(&x)
      let found = x.toDouble()
      return found.isSame(as: expected) ? nil : "\(shown): \(found), not \(expected)"
    }
    #expect(failure == nil)
  }

  @Test("leaves the format's own values alone", arguments: FloatFormat.all)
  func identity(format: FloatFormat) {
    let arithmetic = RoundedArithmetic(format)
    var x = BigFloat(precision: 53)
    let failure = counterexample(in: 10_000) { random in
      let value = format.decode(random.next() & format.bitMask)
      x.set(value)
      arithmetic.round(&x)
      return x.toDouble().isSame(as: value) ? nil : value.exactDescription
    }
    #expect(failure == nil)
  }
}
