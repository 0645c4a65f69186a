import Dialects
import Formats
import Scenarios
import Testing
import _TestSupport

/// Gradients that any language draws alike.
@Suite struct GradientGeneratorTests {
  @Test("the 10,000th state from 1 is 399268537")
  func reference() {
    // Park, Miller and Stockmeyer (1993): the check value of the multiplier 48271.
    var generator = GradientGenerator(seed: 1, bits: 20, exponent: 0)
    for _ in 0..<10_000 { _ = generator.next(in: .binary32) }
    #expect(generator.seed == 399_268_537)
  }

  @Test("the first draws, by hand")
  func first() {
    // 48271, 48271² mod 2^31 − 1 = 182605794; above bit 11 they are 23 and 89162.
    var generator = GradientGenerator(seed: 1, bits: 8, exponent: -4)
    let format = FloatFormat.binary32
    #expect(format.decode(generator.next(in: format)) == Double(23 - 128) / 16)
    #expect(format.decode(generator.next(in: format)) == Double(89162 % 256 - 128) / 16)
  }

  @Test("draws are exact in a format that is wide enough", arguments: FloatFormat.all)
  func exactness(format: FloatFormat) {
    let bits = min(format.precision, 20)
    for exponent in [-8, -4, 0] where exponent + bits - 1 <= format.maximumExponent {
      var wide = GradientGenerator(seed: 12345, bits: bits, exponent: exponent)
      var narrow = wide
      for _ in 0..<2000 {
        let value = FloatFormat.binary64.decode(wide.next(in: .binary64))
        // What lies below the least subnormal is rounded, and nothing else.
        if value.magnitude < format.leastPositive {
          _ = narrow.next(in: format); continue
        }
        let drawn = format.decode(narrow.next(in: format))
        let unit = Double(sign: .plus, exponent: exponent, significand: 1)
        if unit >= format.leastPositive { #expect(drawn == value) }
        #expect(value >= -unit * Double(1 << (bits - 1)))
        #expect(value < unit * Double(1 << (bits - 1)))
      }
    }
  }

  @Test("both ends of the range are drawn")
  func range() {
    var generator = GradientGenerator(seed: 7, bits: 3, exponent: 0)
    var drawn: Set<Double> = []
    for _ in 0..<500 { drawn.insert(FloatFormat.e5m2.decode(generator.next(in: .e5m2))) }
    #expect(drawn == [-4, -3, -2, -1, 0, 1, 2, 3])
  }
}
