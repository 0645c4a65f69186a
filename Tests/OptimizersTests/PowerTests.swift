import Formats
import Optimizers
import Testing
import _TestSupport

/// β^t is the correctly rounded power.
@Suite struct PowerTests {
  static let formats: [FloatFormat] = [.binary64, .binary32, .binary16, .bfloat16]

  @Test("small exponents, exactly", arguments: formats)
  func small(_ format: FloatFormat) {
    var generator = seeded(11)
    var bases = [
      0.5, 0.75, 0.9, 0.99, 0.999, 0.9999, 0x1p-1074, 0x1p-1022, Double(bitPattern: 3),
    ]
    bases += (0..<12).map { _ in Double.random(in: 0..<1, using: &generator) }
    bases += (0..<6).map { _ in 1 - Double.random(in: 0..<1e-3, using: &generator) }
    for base in bases.map({ format.round($0) }) where base > 0 && base < 1 {
      for t in Array(1...40) + [64, 100, 137] {
        // 8000 bits hold every power here as it is.
        let expected = ExactPower.nearest(base, Int64(t), in: format, bits: 8000)
        #expect(integerPower(base, Int64(t), in: format) == expected, "\(base)^\(t)")
      }
    }
  }

  @Test("exact ties go to even")
  func ties() {
    // 3^34 has 54 bits: 0.75^34 lies halfway between two binary64 values.
    #expect(
      integerPower(0.75, 34, in: .binary64)
        == ExactPower.nearest(0.75, 34, in: .binary64, bits: 8000))
    let nine = Double(sign: .plus, exponent: -68, significand: 1)
    let odd = 16_677_181_699_666_569.0  // 3^34, a tie as a Double literal.
    #expect(integerPower(0.75, 34, in: .binary64) == odd * nine)
    // 3^15 has 24 bits, 3^16 has 26, 3^7 has 12, 3^5 has 8.
    #expect(integerPower(0.75, 15, in: .binary32) == 14_348_907 * 0x1p-30)
    #expect(integerPower(0.75, 7, in: .binary16) == 2188 * 0x1p-14)
    #expect(integerPower(0.75, 5, in: .bfloat16) == 243 * 0x1p-10)
    // Halves of the least subnormal: to even, which is 0, and just above.
    #expect(integerPower(0.5, 1074, in: .binary64) == 0x1p-1074)
    #expect(integerPower(0.5, 1075, in: .binary64) == 0)
    #expect(integerPower(0.5, 25, in: .binary16) == 0)
    #expect(integerPower(0.5, 134, in: .bfloat16) == 0)
    #expect(integerPower(0.5.nextUp, 1075, in: .binary64) == 0x1p-1074)
  }

  @Test("large exponents, certified by a bracket", arguments: formats)
  func large(_ format: FloatFormat) {
    var generator = seeded(12)
    let bases = [0.9, 0.999, 0.99999, 1 - 0x1p-30, 1 - 0x1p-40, 1 - 0x1p-53]
    for base in bases.map({ format.round($0) }) where base < 1 {
      var exponents: [Int64] = [257, 1000, 2049, 7045, 10_000, 1 << 24, 1 << 31]
      exponents += (0..<8).map { _ in Int64.random(in: 1...1 << 20, using: &generator) }
      for t in exponents {
        let expected = ExactPower.nearest(base, t, in: format)
        #expect(expected != nil)
        #expect(integerPower(base, t, in: format) == expected, "\(base)^\(t)")
      }
    }
  }

  @Test("bounds of the domain")
  func bounds() {
    for t: Int64 in [1, 2, 1 << 31, .max] {
      #expect(integerPower(0, t, in: .binary64) == 0)
      #expect(integerPower(1, t, in: .binary64) == 1)
    }
    #expect(integerPower(0.3, 0, in: .binary64) == 1)
    #expect(integerPower(0.999, .max, in: .binary64) == 0)
    #expect(integerPower(0x1p-1074, .max, in: .binary64) == 0)
    #expect(integerPower(0x1p-1074, 1, in: .binary64) == 0x1p-1074)
  }
}
