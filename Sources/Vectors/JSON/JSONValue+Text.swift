extension JSONValue {
  /// The one canonical text, ending in a newline.
  ///
  /// Vector files are published with checksums, so their text must not depend on
  /// the version of a library.
  ///
  /// - Parameter depth: How many levels of objects and arrays are broken over
  ///   lines, counting from the outside; what is deeper stands on one line, without
  ///   blanks.
  package func text(brokenToDepth depth: Int) -> String {
    var writer = JSONWriter()
    writer.write(self, indent: 0, depth: depth)
    return String(decoding: writer.bytes + [UInt8(ascii: "\n")], as: UTF8.self)
  }

  /// The text on one line without blanks, and without a line feed.
  package var compactText: [UInt8] {
    var writer = JSONWriter()
    writer.write(self, indent: 0, depth: 0)
    return writer.bytes
  }
}

private struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: JSONValue, indent: Int, depth: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += value.shortestDecimal.utf8
    case .string(let value): quote(value)
    case .array(let elements):
      writeList(elements, "[", "]", indent, depth) { writer, element in
        writer.write(element, indent: indent + 1, depth: depth - 1)
      }
    case .object(let members):
      writeList(members, "{", "}", indent, depth) { writer, member in
        writer.quote(member.name)
        writer.bytes += (depth > 0 ? ": " : ":").utf8
        writer.write(member.value, indent: indent + 1, depth: depth - 1)
      }
    }
  }

  private mutating func writeList<Item>(
    _ items: [Item], _ open: String, _ close: String, _ indent: Int, _ depth: Int,
    _ write: (inout JSONWriter, Item) -> Void
  ) {
    let isBroken = depth > 0 && !items.isEmpty
    bytes += open.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if isBroken { breakLine(indent + 1) }
      write(&self, item)
    }
    if isBroken { breakLine(indent) }
    bytes += close.utf8
  }

  private mutating func breakLine(_ indent: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
