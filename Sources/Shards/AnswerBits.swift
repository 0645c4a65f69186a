import Vectors

/// The bits of an answer, whose hash tells whether two answers are the same.
public struct AnswerBits: Sendable {
  private var bytes: [UInt8] = []

  /// Starts without bits.
  public init() {}

  /// Appends a number, such as that of a step.
  public mutating func append(number: Int) {
    append([UInt64(bitPattern: Int64(number))], bitWidth: 64)
  }

  /// Appends text.
  public mutating func append(text: String) {
    bytes += text.utf8
    bytes.append(0)
  }

  /// Appends encodings, in as many whole bytes as a format needs, the least significant
  /// first.
  public mutating func append(_ encodings: [UInt64], bitWidth: Int) {
    let count = (bitWidth + 7) / 8
    bytes.reserveCapacity(bytes.count + encodings.count * count)
    for bits in encodings {
      for index in 0..<count {
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * index)))
      }
    }
  }

  /// Appends bytes as they lie in memory.
  public mutating func append(_ memory: UnsafeRawBufferPointer) { bytes += memory }

  /// The SHA-256 of all that was appended, in lower-case hexadecimal.
  public var sha256: String { SHA256.hexadecimal(of: bytes) }
}
