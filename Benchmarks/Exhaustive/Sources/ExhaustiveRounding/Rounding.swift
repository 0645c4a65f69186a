import Dispatch
import Formats
import Shards
import Synchronization

/// Bulk conversions of binary32 values to a narrow format in a direction.
///
/// A piece of them is 2^16 magnitudes in a row, and their negatives.
protocol Rounding: Sendable {
  var name: String { get }

  /// Compares a piece with the definition.
  ///
  /// - Parameter hashes: Whether the encodings are hashed.
  func check(_ piece: Int, hashes: Bool) -> (mismatches: Int, answer: String)
}

/// The number of pieces of all binary32 values.
let pieceCount = 1 << 15

extension Rounding {
  /// The number of binary32 values of which the encoding or the rounded value that bulk
  /// conversions give is not that of the definition.
  func countMismatches() -> Int {
    let count = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: pieceCount) { piece in
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

/// The rounding to a format, whose encodings are bytes or 16-bit words.
func rounding(_ format: FloatFormat, _ direction: RoundingDirection) -> any Rounding {
  format.bitWidth == 8
    ? WordRounding<UInt8>(format, direction) : WordRounding<UInt16>(format, direction)
}
