import Dispatch
import Formats
import Synchronization

/// The number of binary32 values of which the encoding or the rounded value that bulk
/// conversions give is not that of the definition.
func countMismatches<Word: FixedWidthInteger & UnsignedInteger & Sendable>(
  _ format: FloatFormat, _ word: Word.Type, _ direction: RoundingDirection
) -> Int {
  let decoded = (0...UInt64(Word.max)).map { Float(format.decode($0)).bitPattern }
  let count = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: 1 << 15) { high in
    let magnitudes = (0...UInt32(0xffff)).map {
      Float(bitPattern: UInt32(high) << 16 | $0)
    }
    let (positive, negative) = expected(format, Word.self, direction, magnitudes)
    let mismatches =
      countMismatches(format, direction, magnitudes, positive, decoded)
      + countMismatches(format, direction, magnitudes.map { -$0 }, negative, decoded)
    if mismatches > 0 { count.add(mismatches, ordering: .relaxed) }
  }
  return count.load(ordering: .relaxed)
}

/// The encodings of ascending magnitudes and their negatives.
private func expected<Word: FixedWidthInteger & UnsignedInteger>(
  _ format: FloatFormat, _ word: Word.Type, _ direction: RoundingDirection,
  _ magnitudes: [Float]
) -> (positive: [Word], negative: [Word]) {
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

private func countMismatches<Word: FixedWidthInteger & UnsignedInteger>(
  _ format: FloatFormat, _ direction: RoundingDirection, _ values: [Float],
  _ expected: [Word], _ decoded: [UInt32]
) -> Int {
  let encodings = format.encode(values, as: Word.self, rounding: direction)
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
