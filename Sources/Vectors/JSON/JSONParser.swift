extension JSONValue {
  /// Why a text is not JSON.
  package struct SyntaxError: Error, Equatable {
    /// The line on which the text stops being JSON, from 1.
    package let line: Int
  }

  /// The document that `text` writes (RFC 8259), in UTF-8 without a byte order mark.
  ///
  /// Values may be nested 128 deep. An object that names a member twice is refused:
  /// readers disagree on which of the two counts.
  package init(parsing text: some Collection<UInt8>) throws(SyntaxError) {
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, SyntaxError> {
      var parser = JSONParser(bytes: bytes)
      guard let value = parser.document() else {
        let read = bytes.prefix(parser.position)
        return .failure(SyntaxError(line: read.count { $0 == UInt8(ascii: "\n") } + 1))
      }
      return .success(value)
    }
    let result =
      text.withContiguousStorageIfAvailable(parse)
      ?? Array(text).withUnsafeBufferPointer(parse)
    self = try result.get()
  }
}

/// Reads a document from front to back; nil from a method says that the text is not
/// JSON at `position`.
private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  private var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func document() -> JSONValue? {
    guard let value = value() else { return nil }
    skipBlanks()
    return position == bytes.count ? value : nil
  }

  private mutating func value() -> JSONValue? {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return nested { $0.object() }
    case UInt8(ascii: "["): return nested { $0.array() }
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) -> JSONValue?
  ) -> JSONValue? {
    guard depth < 128 else { return nil }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return read(&self)
  }

  private mutating func array() -> JSONValue? {
    var elements: [JSONValue] = []
    skipBlanks()
    if takeByte("]") { return .array(elements) }
    while true {
      guard let element = value() else { return nil }
      elements.append(element)
      skipBlanks()
      if takeByte("]") { return .array(elements) }
      guard takeByte(",") else { return nil }
    }
  }

  private mutating func object() -> JSONValue? {
    var members: [JSONValue.Member] = []
    skipBlanks()
    if takeByte("}") { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\""), let name = string() else { return nil }
      skipBlanks()
      guard takeByte(":"), let value = value() else { return nil }
      members.append(JSONValue.Member(name, value))
      skipBlanks()
      if takeByte("}") { return areDistinct(members) ? .object(members) : nil }
      guard takeByte(",") else { return nil }
    }
  }

  private func areDistinct(_ members: [JSONValue.Member]) -> Bool {
    if members.count > 16 { return Set(members.map(\.name)).count == members.count }
    return members.indices.allSatisfy { index in
      !members[..<index].contains { $0.name == members[index].name }
    }
  }

  private mutating func string() -> String? {
    position += 1
    let start = position
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
      byte >= 0x20
    {
      position += 1
    }
    guard next == UInt8(ascii: "\"") else { return escapedString(from: start) }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
    position += 1
    return String(validating: text, as: UTF8.self)
  }

  /// The rest of a string in which there is an escape sequence.
  private mutating func escapedString(from start: Int) -> String? {
    var text = Array(bytes[start..<position])
    while let byte = next {
      guard byte >= 0x20 else { return nil }
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += UTF8.encode(scalar).map { Array($0) } ?? []
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let first = hexadecimal() else { return nil }
      guard (0xd800..<0xdc00).contains(first) else { return Unicode.Scalar(first) }
      guard take("\\u"), let second = hexadecimal(), (0xdc00..<0xe000).contains(second)
      else { return nil }
      return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    default: return nil
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }

  private mutating func number() -> JSONValue? {
    let start = position
    _ = takeByte("-")
    if !takeByte("0") { guard digits() else { return nil } }
    var isInteger = true
    if takeByte(".") {
      isInteger = false
      guard digits() else { return nil }
    }
    if takeByte("e") || takeByte("E") {
      isInteger = false
      if !takeByte("+") { _ = takeByte("-") }
      guard digits() else { return nil }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int(text), text != "-0" { return .integer(integer) }
    guard let value = Double(text), value.isFinite else { return nil }
    return .number(value)
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      position += 1
    }
    return position > start
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func takeByte(_ character: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count,
      word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<position + count]) })
    else { return false }
    position += count
    return true
  }
}
