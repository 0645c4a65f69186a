import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("A power in a format")
struct RoundedPowerTests {
  @Test("is the exact product of its factors, rounded once", arguments: FloatFormat.all)
  func product(format: FloatFormat) {
    let arithmetic = RoundedArithmetic(format)
    var result = BigFloat(precision: format.precision)
    let failure = counterexample(in: 5000) { random in
      // Bases around 1 have powers inside the range, random bits outside.
      let value =
        random.oneIn(4)
        ? format.decode(random.next() & format.bitMask)
        : format.round(random.double(exponent: -1...0))
      let exponent = random.integer(in: 0...(random.oneIn(4) ? 300 : 20))
      if value.isNaN { return nil }
      let base = BigFloat(value)
      arithmetic.power(base, exponent, into: &result)
      // 300 factors of 53 bits.
      var exact = BigFloat(1, precision: 16_000)
      for _ in 0..<exponent { exact.multiply(by: base) }
      let expected = format.decode(exact.rounded(to: format, .nearestEven))
      let found = result.toDouble()
      return found.isSame(as: expected)
        ? nil : "\(value.exactDescription) to the \(exponent): \(found), not \(expected)"
    }
    #expect(failure == nil)
  }
}
