import Testing
import _TestSupport

@testable import Formats

/// The bulk conversions against those of single values, on every instruction set.
@Suite("Bulk rounding")
struct BulkRoundingTests {
  /// Every upper half of a binary32 encoding, with the lower halves at which some
  /// rounding of 16 bits and fewer turns.
  private static let floats: [Float] = (UInt32(0)...0xffff).flatMap { high in
    [0, 1, 0x7fff, 0x8000, 0x8001, 0xffff].map { Float(bitPattern: high << 16 | $0) }
  }

  @Test(
    "of every upper half of a Float", arguments: FloatFormat.narrow,
    RoundingDirection.allCases)
  func upperHalves(format: FloatFormat, direction: RoundingDirection) {
    #expect(difference(of: format, on: Self.floats, .toward(direction)) == nil)
  }

  /// Values of the format and midpoints, and their neighbours in binary64.
  private func borders(of format: FloatFormat, stride step: UInt64) -> [Double] {
    var values: [Double] = []
    for bits in stride(from: 0, through: format.greatestFiniteBits, by: Int(step)) {
      let value = format.decode(bits)
      let last = bits == format.greatestFiniteBits
      let spacing =
        last ? value - format.decode(bits - 1) : format.decode(bits + 1) - value
      for x in [value, value + spacing / 2] {
        for y in [x, x.nextUp, x.nextDown] { values += [y, -y] }
      }
    }
    return values
  }

  @Test(
    "of all ties of 16 and 8 bits, from Float and Double", arguments: FloatFormat.narrow)
  func ties(format: FloatFormat) {
    // Every seventh of 16 bits reaches every exponent with odd and even significands.
    let values = borders(of: format, stride: format.bitWidth == 8 ? 1 : 7)
    // Neighbours become ties and values in binary32; its own are covered above.
    let floats = values.map { Float($0) }
    for direction in RoundingDirection.allCases {
      #expect(difference(of: format, on: values, .toward(direction)) == nil)
      #expect(difference(of: format, on: floats, .toward(direction)) == nil)
    }
  }

  @Test(
    "of random values", arguments: FloatFormat.all + FloatFormat.unusual)
  func random(format: FloatFormat) {
    let levels = FloatFormat.SIMDLevel.supported
    let failure = counterexample(in: 10) { random in
      let floats = (0..<200).map { _ in
        random.bool() ? random.weightedFloat() : Float(random.magnitude(for: format))
      }
      let doubles = (0..<200).map { _ in
        random.bool() ? random.weightedDouble() : random.magnitude(for: format)
      }
      for direction in RoundingDirection.allCases {
        if let found =
          difference(of: format, on: floats, .toward(direction), levels)
          ?? difference(of: format, on: doubles, .toward(direction), levels)
        {
          return found
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("into wider words than the format's", arguments: FloatFormat.narrow)
  func wideWords(format: FloatFormat) {
    var random = SplitMix64(seed: Search.seed)
    let values = (0..<100).map { _ in random.weightedFloat() }
    let words = format.encode(values, as: UInt32.self)
    #expect(words.map(UInt64.init) == values.map { format.encode(Double($0)) })
    #expect(
      firstDifference(format.decode(words, as: Float.self), format.round(values)) == nil)
  }
}
