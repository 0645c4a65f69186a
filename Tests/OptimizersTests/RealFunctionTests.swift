import Formats
import Foundation
import Optimizers
import Testing
import _TestSupport

/// x^y and cos(πx) are correctly rounded.
@Suite struct RealFunctionTests {
  @Test("values found at 400 bits")
  func table() throws {
    for row in RealFunctionTable.powers {
      let format = try #require(FloatFormat(named: row.format))
      let (x, y) = (Double(bitPattern: row.x), Double(bitPattern: row.y))
      let expected = Double(bitPattern: row.result)
      let got = realPower(x, y, in: format)
      #expect(got.isSame(as: expected), "\(x)^\(y) in \(format): \(got), not \(expected)")
    }
    for row in RealFunctionTable.cosines {
      let format = try #require(FloatFormat(named: row.format))
      let x = Double(bitPattern: row.x)
      let expected = Double(bitPattern: row.result)
      let got = cosinePi(x, in: format)
      #expect(got.isSame(as: expected), "cos(π·\(x)) in \(format): \(got)")
    }
  }

  /// Rounding to 53 bits would hide errors in what the argument for it relies on.
  @Test("what is rounded has the accuracy that is claimed")
  func accuracy() throws {
    /// Whether two significands agree but for some units of 2^(1 − bits).
    func agree(_ own: UInt256, _ high: UInt128, _ low: UInt128, bits: Int) -> Bool {
      let other = UInt256(high: high, low: low)
      return [own &- other, other &- own].contains { $0 >> (256 - bits) == .zero }
    }
    for row in RealFunctionTable.widePowers {
      let (x, y) = (Double(bitPattern: row.x), Double(bitPattern: row.y))
      let own = try #require(approximatePower(x, y))
      #expect(own.exponent == row.exponent)
      #expect(agree(own.significand, row.high, row.low, bits: 180), "\(x)^\(y)")
    }
    for row in RealFunctionTable.wideCosines {
      let x = Double(bitPattern: row.x)
      let own = approximateCosinePi(x)
      #expect(own.exponent == row.exponent)
      #expect(agree(own.significand, row.high, row.low, bits: 240), "cos(π·\(x))")
    }
  }

  @Test("powers that are exact, or ties")
  func exactPowers() {
    #expect(realPower(0.25, 0.5, in: .binary64) == 0.5)
    #expect(realPower(0x1p-1074, 0.5, in: .binary64) == 0x1p-537)
    #expect(realPower(0x1p-1074, -0.5, in: .binary64) == 0x1p537)
    #expect(realPower(0x1p-64, 1.0 / 64, in: .binary64) == 0.5)
    #expect(realPower(0.5625, 1.5, in: .binary64) == 0.421875)
    #expect(realPower(0x1p-40, -1.25, in: .e5m2) == .infinity)
    #expect(realPower(0x1p-40, -1.25, in: .e4m3).isNaN)
    #expect(realPower(0x1p-40, 0.125, in: .e5m2) == 0x1p-5)
    for x in [0.3, 0.96, 1.7, 0x1p-1074] {
      #expect(realPower(x, 1, in: .binary64) == x)
      #expect(realPower(x, 2, in: .binary64) == x * x)
    }
    // 3^34 has 54 bits and 11^7 has 25: ties, which go to even.
    let odd = 16_677_181_699_666_569.0
    #expect(realPower(0.31640625, 8.5, in: .binary64) == odd * 0x1p-68)
    #expect(realPower(121.0 / 256, 3.5, in: .binary32) == 19_487_172 * 0x1p-28)
    // A little less and a little more are no ties.
    #expect(realPower((121.0 / 256).nextDown, 3.5, in: .binary32) == 19_487_170 * 0x1p-28)
    #expect(realPower((121.0 / 256).nextUp, 3.5, in: .binary32) == 19_487_172 * 0x1p-28)
    // 13^7 = 62748517 has 26 bits; 5^3 = 125 has 7, 3^5 = 243 has 8, 9 has 4 (a tie
    // in E5M2), 25 has 5 (a tie in E4M3).
    #expect(realPower(81.0 / 256, 0.5, in: .e5m2) == 8.0 / 16)
    #expect(realPower(625.0 / 4096, 0.5, in: .e4m3) == 24.0 / 64)
    #expect(realPower(0.25, 537.5, in: .binary64) == 0)
    #expect(realPower(0.25, 537, in: .binary64) == 0x1p-1074)
  }

  @Test("special values are IEEE 754's")
  func special() {
    for x in [0, 0.5, 1, 7, .infinity, .nan] {
      #expect(realPower(x, 0, in: .binary64) == 1)
      #expect(realPower(1, x, in: .binary64) == 1)
    }
    #expect(realPower(0, 3.5, in: .binary64) == 0)
    #expect(realPower(0, -3.5, in: .binary64) == .infinity)
    #expect(realPower(0, -3.5, in: .e4m3).isNaN)
    #expect(realPower(.infinity, 0.5, in: .binary64) == .infinity)
    #expect(realPower(.infinity, -0.5, in: .binary64) == 0)
    #expect(realPower(0.96, .infinity, in: .binary64) == 0)
    #expect(realPower(0.96, -.infinity, in: .binary64) == .infinity)
    #expect(realPower(1.5, .infinity, in: .binary64) == .infinity)
    #expect(realPower(.nan, 1, in: .binary64).isNaN)
    #expect(realPower(0.5, .nan, in: .binary64).isNaN)
    #expect(realPower(0.9, 1e300, in: .binary64) == 0)
    #expect(realPower(1.1, 1e300, in: .binary64) == .infinity)
    #expect(cosinePi(.infinity, in: .binary64).isNaN && cosinePi(.nan, in: .e4m3).isNaN)
  }

  @Test("powers agree with the C library's within an ulp")
  func library() {
    let failure = counterexample(in: 600) { random in
      let x = random.bool() ? random.unit() : random.double(exponent: -40...40).magnitude
      let y = random.double(in: -9...9)
      guard x > 0 else { return nil }
      let (own, other) = (realPower(x, y, in: .binary64), pow(x, y))
      return abs(own - other) <= other.ulp ? nil : "\(x)^\(y): \(own), C \(other)"
    }
    #expect(failure == nil)
  }

  @Test("powers are monotonic, and products of powers")
  func laws() {
    let failure = counterexample(in: 150) { random in
      let format = random.choice([FloatFormat.binary64, .binary32, .binary16, .e5m2])
      let x = random.double(in: 0.01...0.99)
      let y = random.double(in: 0.01...5)
      let z = x + random.unit() * 1e-3
      func power(_ x: Double, _ y: Double) -> Double { realPower(x, y, in: format) }
      if power(x, y) > power(z, y) { return "\(x), \(z) to the power \(y)" }
      if power(x, y) < power(x, y + 1e-3) { return "\(x) to the powers \(y) and more" }
      let product = realPower(x, y, in: .binary64) * realPower(x, 0.5, in: .binary64)
      let whole = realPower(x, y + 0.5, in: .binary64)
      let slack = 8 * whole.ulp * max(1, -log(x))
      return abs(product - whole) <= slack ? nil : "\(x)^\(y)·√x is not \(x)^(\(y) + ½)"
    }
    #expect(failure == nil)
  }

  @Test("integer powers above 1", arguments: PowerTests.formats)
  func growing(_ format: FloatFormat) {
    for base in [1.5, 1.0625, 3, 1.25] {
      for t in Array(1...40) + [300, 2000] {
        let exact = pow(base, Double(t))
        let power = integerPower(base, Int64(t), in: format)
        guard exact < format.greatestFinite else {
          #expect(power == .infinity)
          continue
        }
        #expect(power == ExactPower.nearest(base, Int64(t), in: format, bits: 8000))
        #expect(power == realPower(base, Double(t), in: format))
      }
    }
  }

  @Test("the cosine's symmetries")
  func symmetries() {
    let known: [(Double, Double)] = [
      (0, 1), (0.5, 0), (1, -1), (1.5, 0), (2, 1), (0x1p60, 1),
    ]
    for (x, cosine) in known {
      #expect(cosinePi(x, in: .binary64).isSame(as: cosine))
      #expect(cosinePi(-x, in: .bfloat16).isSame(as: cosine))
    }
    let failure = counterexample(in: 500) { random in
      // Multiples of 2^−50, so that the sums are exact.
      let x = Double(random.integer(in: 0...1 << 50)) * 0x1p-50
      func cosine(_ x: Double) -> Double { cosinePi(x, in: .binary64) }
      if cosine(-x) != cosine(x) || cosine(2 - x) != cosine(x) { return "even at \(x)" }
      if cosine(x + 2) != cosine(x) { return "period at \(x)" }
      if cosine(1 - x) != -cosine(x) && x != 0.5 { return "reflection at \(x)" }
      let sine = cosine(0.5 - x)
      let sum = cosine(x) * cosine(x) + sine * sine
      if abs(sum - 1) > 4 * Double.ulpOfOne { return "cos² + sin² at \(x) is \(sum)" }
      let half = cosine(x / 2)
      if abs(2 * half * half - 1 - cosine(x)) > 0x1p-50 { return "half angle at \(x)" }
      let next = cosine(x + 0x1p-20)
      if x < 1 && next >= cosine(x) { return "monotonic at \(x)" }
      // The argument of the C function is rounded: compare where that is harmless.
      let other = cos(Double.pi * x)
      let slack = x <= 0.25 ? other.ulp : 0x1p-51
      return abs(cosine(x) - other) <= slack ? nil : "C at \(x)"
    }
    #expect(failure == nil)
  }
}
