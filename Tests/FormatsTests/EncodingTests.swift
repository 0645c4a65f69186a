import Formats
import Testing
import _TestSupport

@Suite("Encodings")
struct EncodingTests {
  /// What is wrong with decoding and encoding `bits` again.
  private static func complaint(_ format: FloatFormat, _ bits: UInt64) -> String? {
    let value = format.decode(bits)
    if format.isNaN(bits) != value.isNaN { return format.hexadecimal(bits) }
    let expected = value.isNaN ? format.nanBits : bits
    for direction in RoundingDirection.allCases
    where format.encode(value, rounding: direction) != expected {
      return "\(format.hexadecimal(bits)) \(direction)"
    }
    return nil
  }

  @Test(
    "of 8 and 16 bits come back, every one, whatever the direction",
    arguments: FloatFormat.all.filter { $0.bitWidth <= 16 })
  func exhaustive(format: FloatFormat) {
    var failure: String?
    for bits in 0...format.bitMask where failure == nil {
      failure = Self.complaint(format, bits)
    }
    #expect(failure == nil)
  }

  @Test("come back", arguments: [FloatFormat.binary32, .binary64])
  func random(format: FloatFormat) {
    let failure = counterexample(in: 50_000) { random in
      Self.complaint(format, random.next() & format.bitMask)
    }
    #expect(failure == nil)
  }

  @Test("ascend with their values", arguments: FloatFormat.all)
  func order(format: FloatFormat) {
    let failure = counterexample(in: 20_000) { random in
      let bits = random.next() % format.greatestFiniteBits
      let (low, high) = (format.decode(bits), format.decode(bits + 1))
      let negative = format.decode(format.negated(bits))
      return low < high && negative == -low && negative.sign == .minus
        ? nil : format.hexadecimal(bits)
    }
    #expect(failure == nil)
  }

  @Test("of binary32 are Float's")
  func float() {
    let failure = counterexample(in: 100_000) { random in
      let value = random.anyFloat()
      let decoded = FloatFormat.binary32.decode(UInt64(value.bitPattern))
      return decoded.isSame(as: Double(value)) ? nil : "\(value)"
    }
    #expect(failure == nil)
  }

  @Test("of a format are values written by hand")
  func examples() {
    for (format, bits, value) in [
      (.binary16, 0x3c00, 1), (.binary16, 0x3555, 0x1.554p-2),
      (.binary16, 0x03ff, 0x3ffp-24),
      (.bfloat16, 0x3f80, 1), (.bfloat16, 0x4049, 3.140625),
      (.bfloat16, 0x8001, -0x1p-133),
      (.e4m3, 0x38, 1), (.e4m3, 0x7e, 448), (.e4m3, 0x08, 0x1p-6), (.e4m3, 0x07, 0x7p-9),
      (.e4m3, 0xb9, -1.125), (.e5m2, 0x3c, 1), (.e5m2, 0x7b, 57344),
      (.e5m2, 0x01, 0x1p-16),
      (.e5m2, 0xc0, -2),
    ] as [(FloatFormat, UInt64, Double)] {
      #expect(format.decode(bits) == value)
      #expect(format.encode(value) == bits)
    }
  }
}
