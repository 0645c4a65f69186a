import Formats
import Shards

/// The rounding to a format whose encodings are of that type.
struct WordRounding<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private let format: FloatFormat
  private let direction: RoundingDirection
  /// For each encoding the bits of its value in binary32.
  private let decoded: [UInt32]

  init(_ format: FloatFormat, _ direction: RoundingDirection) {
    self.format = format
    self.direction = direction
    decoded = (0...UInt64(Word.max)).map { Float(format.decode($0)).bitPattern }
  }

  var name: String { "\(format) \(direction)" }

  func check(_ piece: Int, hashes: Bool) -> (mismatches: Int, answer: String) {
    let magnitudes = (0...UInt32(0xffff)).map {
      Float(bitPattern: UInt32(piece) << 16 | $0)
    }
    let expected = expected(magnitudes)
    var bits = AnswerBits()
    var mismatches = 0
    for (values, expected) in [
      (magnitudes, expected.positive), (magnitudes.map { -$0 }, expected.negative),
    ] {
      let encodings = format.encode(values, as: Word.self, rounding: direction)
      mismatches += countMismatches(values, encodings, expected)
      if hashes { encodings.withUnsafeBytes { bits.append($0) } }
    }
    return (mismatches, hashes ? bits.sha256 : "")
  }

  /// The encodings of ascending magnitudes and their negatives.
  private func expected(_ magnitudes: [Float]) -> (positive: [Word], negative: [Word]) {
    let sign: Word = 1 << Word(format.bitWidth - 1)
    let nan = Word(format.nanBits)
    let infinity = Word(format.infinityBits ?? format.overflowBits)
    var positive = [Word](repeating: nan, count: magnitudes.count)
    var negative = positive
    var definition = Definition(format, at: Double(magnitudes[0]))
    for (i, magnitude) in magnitudes.enumerated() where !magnitude.isNaN {
      if magnitude.isInfinite {
        (positive[i], negative[i]) = (infinity, sign | infinity)
      } else {
        let bits = definition.encode(Double(magnitude), direction)
        positive[i] = Word(truncatingIfNeeded: bits.positive)
        negative[i] = sign | Word(truncatingIfNeeded: bits.negative)
      }
    }
    return (positive, negative)
  }

  private func countMismatches(
    _ values: [Float], _ encodings: [Word], _ expected: [Word]
  ) -> Int {
    let rounded = format.round(values, direction)
    var mismatches = 0
    for i in values.indices
    where encodings[i] != expected[i]
      || rounded[i].bitPattern != decoded[Int(expected[i])]
    {
      mismatches += 1
    }
    return mismatches
  }
}
