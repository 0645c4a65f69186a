import Testing
import _TestSupport

@testable import Formats

@Suite("Bulk decoding")
struct BulkDecodingTests {
  private func check<Word: EncodingWord>(
    _ format: FloatFormat, _ encodings: [Word]
  ) {
    let doubles = encodings.map { format.decode(UInt64($0)) }
    let floats = doubles.map { Float($0) }
    for level in FloatFormat.SIMDLevel.supported {
      let toDouble = format.decode(encodings, to: Double.self, level)
      #expect(firstDifference(toDouble, doubles) == nil, "\(format) \(level)")
      if format.bitWidth == 64 { continue }
      let toFloat = format.decode(encodings, to: Float.self, level)
      #expect(firstDifference(toFloat, floats) == nil, "\(format) \(level)")
    }
  }

  @Test(
    "of every encoding of 16 and 8 bits", arguments: FloatFormat.all + FloatFormat.unusual
  )
  func exhaustive(format: FloatFormat) {
    switch format.bitWidth {
    case 8: check(format, Array(UInt8.min ... .max))
    case 16: check(format, Array(UInt16.min ... .max))
    case 12: check(format, Array(UInt16(0)..<1 << 12))
    default: break
    }
  }

  @Test("of random encodings of 32 and 64 bits")
  func random() {
    var random = SplitMix64(seed: Search.seed)
    check(.binary32, (0..<10_000).map { _ in random.weightedFloat().bitPattern })
    check(.binary64, (0..<10_000).map { _ in random.weightedDouble().bitPattern })
  }
}
