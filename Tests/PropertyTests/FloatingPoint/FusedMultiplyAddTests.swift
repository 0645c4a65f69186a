import Formats
import Multiprecision
import Testing
import _TestSupport

/// x × y + z through binary32 is not what one rounding gives, but in E4M3.
///
/// Theorems: `binary16_fma_harmful` and its kin give inputs whose fused product and sum,
/// rounded to binary32 and then to the format, are wrong; E4M3 is small enough for it,
/// `e4m3_fma_innocuous`.
struct FusedMultiplyAddTests {
  private static func both(
    _ x: Double, _ y: Double, _ z: Double, _ format: FloatFormat
  ) -> (once: Double, twice: Double) {
    var result = BigFloat(precision: format.precision)
    RoundedArithmetic(format).fusedSum(
      BigFloat(x), BigFloat(y), plus: BigFloat(z), into: &result)
    let twice = Float(z).addingProduct(Float(x), Float(y))
    return (result.toDouble(), format.decode(format.encode(Double(twice))))
  }

  @Test("the counterexamples") func counterexamples() {
    #expect(Self.both(7, 293, -0x1p-20, .binary16) == (2050, 2052))
    #expect(Self.both(7, 37, -0x1p-30, .bfloat16) == (258, 260))
    #expect(Self.both(24, 24, 0x1p-16, .e5m2) == (640, 512))
  }

  /// A product at a tie, and a number beyond binary32's last place beside it.
  @Test("a search finds others", arguments: [FloatFormat.binary16, .bfloat16, .e5m2])
  func searchFindsOthers(format: FloatFormat) {
    let found = counterexample(in: 20_000) { random in
      let bits = format.precision
      let scale = Double(1 << random.integer(in: 0...3))
      let x = scale * Double(random.integer(in: 1...(1 << bits) - 1))
      let y = scale * Double(random.integer(in: 1...(1 << bits) - 1))
      let z = format.leastPositive * (random.bool() ? 1 : -1)
      let (once, twice) = Self.both(x, y, z, format)
      return once == twice || once.isNaN ? nil : "\(x) × \(y) + \(z)"
    }
    #expect(found != nil)
  }

  /// In E4M3 no counterexample exists: a theorem, `e4m3_fma_innocuous`.
  ///
  /// Binary32 has 24 bits for a sum below 2^15 of multiples of 2^−9. Where x × y has
  /// lower bits that do not fit, it is below 2^−2, and z above 2^5 is what both give.
  @Test("in E4M3 it is innocuous") func inE4M3ItIsInnocuous() {
    let format = FloatFormat.e4m3
    let failure = counterexample(in: 60_000) { random in
      func value() -> Double { format.decode(random.bits(8)) }
      let (x, y, z) = (value(), value(), value())
      if x.isNaN || y.isNaN || z.isNaN { return nil }
      // Exact in binary64, which has 53 bits for the 36 that are needed.
      let once = format.encode(z + x * y)
      let twice = format.encode(Double(Float(z).addingProduct(Float(x), Float(y))))
      return once == twice ? nil : "\(x) × \(y) + \(z)"
    }
    #expect(failure == nil)
  }
}
