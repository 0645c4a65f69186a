import Foundation

/// A JSON document whose members keep their order, and its one canonical text.
///
/// Vector files are published with checksums, so their text must not depend on
/// the version of a library: objects down to a given depth are broken over
/// lines, everything below stands on one line.
indirect enum JSONText {
  case null
  case bool(Bool)
  case integer(Int)
  /// The shortest decimal that denotes the same binary64 number.
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The text, ending in a newline.
  ///
  /// - Parameter depth: How many levels of objects and arrays are broken over
  ///   lines; `depth` counts the enclosing ones.
  func text(brokenToDepth depth: Int) -> String {
    var out: [UInt8] = []
    write(to: &out, indent: 0, depth: depth)
    out.append(UInt8(ascii: "\n"))
    return String(decoding: out, as: UTF8.self)
  }

  private func write(to out: inout [UInt8], indent: Int, depth: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .integer(let value): out += String(value).utf8
    case .number(let value): out += value.shortestDecimal.utf8
    case .string(let value): Self.quote(value, to: &out)
    case .array(let elements):
      Self.writeList(elements, "[", "]", to: &out, indent, depth) { element, out in
        element.write(to: &out, indent: indent + 1, depth: depth - 1)
      }
    case .object(let members):
      Self.writeList(members, "{", "}", to: &out, indent, depth) { member, out in
        Self.quote(member.0, to: &out)
        out += ": ".utf8
        member.1.write(to: &out, indent: indent + 1, depth: depth - 1)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], _ open: String, _ close: String, to out: inout [UInt8],
    _ indent: Int,
    _ depth: Int, _ write: (Item, inout [UInt8]) -> Void
  ) {
    let isBroken = depth > 0 && !items.isEmpty
    func newline(_ indent: Int) {
      out.append(UInt8(ascii: "\n"))
      out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
    }
    out += open.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { out += (isBroken ? "," : ", ").utf8 }
      if isBroken { newline(indent + 1) }
      write(item, &out)
    }
    if isBroken { newline(indent) }
    out += close.utf8
  }

  private static func quote(_ value: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        out += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
