import Vectors

/// The link from each line of a results file to all before it: a hash of them.
///
/// A line that was altered, lost, doubled or written by a second process breaks it. Whoever
/// computes it anew is not found out: it has no secret.
struct ResultsChain {
  /// The hash of all lines so far.
  private(set) var link: String

  /// Begins with the first line of a file.
  init(header: [UInt8]) { link = SHA256.hexadecimal(of: header) }

  private static let opening = Array(#","link":""#.utf8)
  private static let closing = Array(#""}"#.utf8)

  /// The line of an object with the link, and its end.
  mutating func linking(_ object: [UInt8]) -> [UInt8] {
    advance(by: object)
    return object.dropLast() + Self.opening + link.utf8 + Self.closing
      + [UInt8(ascii: "\n")]
  }

  /// The object of a line, or nil if its link is not that of the lines before and itself.
  mutating func unlinking(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    let length = Self.opening.count + 64 + Self.closing.count
    guard line.count > length else { return nil }
    let object = line.dropLast(length) + [UInt8(ascii: "}")]
    advance(by: Array(object))
    let tail = Self.opening + link.utf8 + Self.closing
    return line.suffix(length).elementsEqual(tail) ? Array(object) : nil
  }

  private mutating func advance(by object: [UInt8]) {
    link = SHA256.hexadecimal(of: Array(link.utf8) + object)
  }
}
