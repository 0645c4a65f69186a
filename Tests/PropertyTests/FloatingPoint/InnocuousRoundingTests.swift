import Formats
import Multiprecision
import Testing
import _TestSupport

/// + − × ÷ √ of a narrow format, computed in binary32 and rounded to the format, are
/// what one rounding gives: a theorem, `binary16_innocuous` and its kin.
///
/// Here against MPFR: exhaustive for 8 bits; for 16 bits random encodings, half of them
/// with few significant bits or beside a power of two, where ties are. The types of
/// `Formats` are compared with binary64 in
/// [EightBitTests](../../FormatsTests/EightBitTests.swift).
struct InnocuousRoundingTests {
  /// The encodings of two operands.
  struct Operands: Shrinkable, Hashable, Sendable {
    var a: Int
    var b: Int

    var simpler: [Operands] { simpler(in: \.a) + simpler(in: \.b) }

    static func draw(_ random: inout SplitMix64, _ format: FloatFormat) -> Operands {
      func encoding() -> Int {
        let bits = Int(random.bits(format.bitWidth))
        switch random.integer(in: 0...3) {
        case 0: return (bits >> (format.precision / 2)) << (format.precision / 2)
        case 1:
          let power = (bits >> (format.precision - 1)) << (format.precision - 1)
          return (power + random.integer(in: -1...1)) & Int(format.bitMask)
        default: return bits
        }
      }
      return Operands(a: encoding(), b: encoding())
    }
  }

  /// Both ways to compute in a format: through a wider one, and at once.
  final class Emulation {
    let format: FloatFormat
    private let narrow: RoundedArithmetic
    /// The wider format in MPFR; binary32 is the machine's.
    private let wide: RoundedArithmetic?
    private var a = BigFloat(precision: 53)
    private var b = BigFloat(precision: 53)
    // Read while operations write into it by way of a closure, one after another.
    @exclusivity(unchecked) private var result = BigFloat(precision: 53)

    init(_ format: FloatFormat, through wide: FloatFormat = .binary32) {
      self.format = format
      narrow = RoundedArithmetic(format)
      self.wide = wide == .binary32 ? nil : RoundedArithmetic(wide)
    }

    /// What differs, if anything does.
    func difference(_ operands: Operands) -> String? {
      let x = format.decode(UInt64(operands.a) & format.bitMask)
      let y = format.decode(UInt64(operands.b) & format.bitMask)
      if x.isNaN || y.isNaN { return nil }
      let (p, q) = (Float(x), Float(y))
      a.set(x)
      b.set(y)
      return compare(p + q, "\(x) + \(y)") { $0.sum(a, b, into: &result) }
        ?? compare(p - q, "\(x) − \(y)") { $0.difference(a, b, into: &result) }
        ?? compare(p * q, "\(x) × \(y)") { $0.product(a, b, into: &result) }
        ?? compare(p / q, "\(x) ÷ \(y)") { $0.quotient(a, b, into: &result) }
        ?? compare(p.squareRoot(), "√\(x)") { $0.squareRoot(a, into: &result) }
    }

    private func compare(
      _ machine: Float, _ what: String, _ operation: (RoundedArithmetic) -> Void
    ) -> String? {
      var intermediate = Double(machine)
      if let wide {
        operation(wide)
        intermediate = result.toDouble()
      }
      operation(narrow)
      let once = result.rounded(to: format, .nearestEven)
      let twice = format.encode(intermediate)
      let isSame = once == twice || (format.isNaN(once) && format.isNaN(twice))
      return isSame
        ? nil
        : "\(what) is \(format.decode(once)), and \(format.decode(twice)) in two roundings"
    }
  }

  private static func search(
    _ format: FloatFormat, through wide: FloatFormat = .binary32, in count: Int
  ) -> Counterexample<Operands>? {
    let emulation = Emulation(format, through: wide)
    return counterexample(
      in: count, drawing: { Operands.draw(&$0, format) }, emulation.difference)
  }

  @Test("in 8 bits, all", arguments: [FloatFormat.e4m3, .e5m2]) func in8Bits(
    format: FloatFormat
  ) {
    let emulation = Emulation(format)
    var failure: String?
    for a in 0..<256 {
      for b in 0..<256 {
        if let difference = emulation.difference(Operands(a: a, b: b)) {
          failure = difference
        }
      }
    }
    #expect(failure == nil)
  }

  @Test("in 16 bits", arguments: [FloatFormat.binary16, .bfloat16])
  func in16Bits(format: FloatFormat) {
    #expect(Self.search(format, in: 40_000) == nil)
  }

  /// Two bits more than the format's are not enough.
  @Test(
    "a format that is too narrow is seen",
    arguments: [FloatFormat.e4m3, .e5m2, .binary16, .bfloat16])
  func formatThatIsTooNarrow(format: FloatFormat) {
    let wide = FloatFormat(
      name: "wide", bitWidth: 32, precision: format.precision + 2, minimumExponent: -126,
      maximumExponent: 127, specialEncoding: .infinitiesAndNaNs, overflow: .infinity)
    #expect(Self.search(format, through: wide, in: 20_000) != nil)
  }
}
