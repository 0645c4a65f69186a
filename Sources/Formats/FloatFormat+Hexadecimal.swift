/// Why a string is not the encoding of a value.
public enum EncodingError: Error, Equatable, CustomStringConvertible {
  /// The string has the wrong number of digits for the format.
  case wrongWidth(String, expected: Int, format: String)
  /// The string has a character other than 0-9 and a-f.
  case notHexadecimal(String, format: String)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .wrongWidth(let text, let expected, let format):
      "bit pattern \"\(text)\" has \(text.utf8.count) digits; \(format) needs \(expected)"
    case .notHexadecimal(let text, let format):
      "bit pattern \"\(text)\" of \(format) must be lower-case hexadecimal (0-9, a-f)"
    }
  }
}

extension FloatFormat {
  /// The number of hexadecimal digits of an encoding.
  public var hexadecimalDigits: Int { bitWidth / 4 }

  /// `bits` as fixed-width lower-case hexadecimal, most significant digit first.
  public func hexadecimal(_ bits: UInt64) -> String {
    precondition(bits & ~bitMask == 0, "encoding wider than the format")
    let count = hexadecimalDigits
    return String(unsafeUninitializedCapacity: count) { buffer in
      for i in 0..<count {
        let digit = UInt8(truncatingIfNeeded: bits >> UInt64(4 * (count - 1 - i))) & 15
        buffer[i] = digit < 10 ? 48 + digit : 87 + digit
      }
      return count
    }
  }

  /// The encoding that `text` writes.
  public func bits(hexadecimal text: String) throws(EncodingError) -> UInt64 {
    let digits = text.utf8
    guard digits.count == hexadecimalDigits else {
      throw .wrongWidth(text, expected: hexadecimalDigits, format: name)
    }
    var bits: UInt64 = 0
    for digit in digits {
      switch digit {
      case 48...57: bits = bits << 4 | UInt64(digit - 48)
      case 97...102: bits = bits << 4 | UInt64(digit - 87)
      default: throw .notHexadecimal(text, format: name)
      }
    }
    return bits
  }
}
