import Dispatch
import Formats
import Shards
import Synchronization

/// Bulk conversions of binary32 values to a narrow format in a direction.
///
/// A piece of them is 2^16 magnitudes in a row, and their negatives. The encodings are bytes
/// or 16-bit words; as cases, and not behind a protocol, their loops are specialized.
enum Rounding: Sendable {
  case bytes(WordRounding<UInt8>)
  case words(WordRounding<UInt16>)

  /// The number of pieces of all binary32 values.
  static let pieceCount = 1 << 15

  init(_ format: FloatFormat, _ direction: RoundingDirection) {
    self =
      format.bitWidth == 8
      ? .bytes(WordRounding(format, direction)) : .words(WordRounding(format, direction))
  }

  private var name: String {
    switch self {
    case .bytes(let rounding): rounding.name
    case .words(let rounding): rounding.name
    }
  }

  private func check(_ piece: Int, hashes: Bool) -> (mismatches: Int, answer: String) {
    switch self {
    case .bytes(let rounding): rounding.check(piece, hashes: hashes)
    case .words(let rounding): rounding.check(piece, hashes: hashes)
    }
  }

  /// The number of binary32 values of which the encoding or the rounded value that bulk
  /// conversions give is not that of the definition.
  func countMismatches() -> Int {
    let count = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: Self.pieceCount) { piece in
      let mismatches = check(piece, hashes: false).mismatches
      if mismatches > 0 { count.add(mismatches, ordering: .relaxed) }
    }
    return count.load(ordering: .relaxed)
  }

  /// What a piece came to, with the hash of all encodings.
  func outcome(_ piece: Int) -> ItemOutcome {
    let (mismatches, answer) = check(piece, hashes: true)
    if mismatches > 0 { print("\(name): \(mismatches) mismatches in piece \(piece)") }
    return ItemOutcome(
      mismatches == 0 ? .conforms : .mismatch, values: 1 << 17, answer: answer)
  }
}
