/// A public symbol without a documentation comment.
struct UndocumentedSymbol: CustomStringConvertible {
  let path: String
  let line: Int
  let declaration: String

  var description: String { "\(path):\(line): \(declaration)" }
}

/// A reader of Swift files that `swift format` has laid out: two blanks for each level,
/// a declaration at the beginning of a line, its documentation comment right above.
struct PublicSymbols {
  /// Names that the protocols of the standard library require, where they are documented.
  static let standardRequirements: Set<String> = [
    "==", "<", "hash", "encode", "init(from", "description", "debugDescription",
    "errorDescription", "next", "allCases", "rawValue", "id", "codingPath", "stringValue",
    "init(stringLiteral", "init(arrayLiteral", "init(dictionaryLiteral", "CodingKeys",
    "init(stringValue", "init(integerLiteral", "init(floatLiteral", "+", "-", "*", "/",
  ]

  private enum Context { case enumeration, protocolBody, other }

  private struct Declaration {
    let line: Int
    let text: String
    let name: String
    let isDocumented: Bool
    let isRequirement: Bool
    let isCase: Bool
  }

  private let path: String
  private var declarations: [Declaration] = []

  init(_ file: SourceTree.File) {
    path = file.path
    var stack: [(indent: Int, context: Context)] = []
    var isDocumented = false
    var number = 0
    // Bytes, since a test build is slow at characters, and there are many lines.
    for line in file.text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let indent = line.prefix { $0 == 32 }.count
      var code = line.dropFirst(indent)
      guard let first = code.first else {
        isDocumented = false
        continue
      }
      if code.starts(with: "///".utf8) {
        isDocumented = true
        continue
      }
      if code.starts(with: "//".utf8) || first == UInt8(ascii: "#") { continue }
      while code.first == UInt8(ascii: "@") { code = Self.withoutAttribute(code) }
      // An attribute on a line of its own.
      if code.isEmpty { continue }
      while let last = stack.last, last.indent >= indent, code.first != 123 {
        stack.removeLast()
      }
      let context = stack.last.map { $0.indent + 2 == indent ? $0.context : .other }
      let words = Self.leadingWords(code)
      let isPublic = words.count > 1 && (words[0] == "public" || words[0] == "open")
      let isCase = context == .enumeration && words.first == "case"
      let isRequirement =
        context == .protocolBody
        && words.contains(where: Self.requirementKeywords.contains)
      if isPublic && !words.contains("import") && !words.contains("extension")
        || isCase || isRequirement
      {
        let text = String(decoding: code, as: UTF8.self)
        declarations.append(
          Declaration(
            line: number, text: String(text.prefix(90)), name: Self.name(text),
            isDocumented: isDocumented, isRequirement: isRequirement, isCase: isCase))
      }
      if words.contains(where: Self.typeKeywords.contains) {
        let context: Context =
          !isPublic
          ? .other
          : words.contains("enum")
            ? .enumeration : words.contains("protocol") ? .protocolBody : .other
        stack.append((indent, context))
      }
      isDocumented = false
    }
  }

  private static let requirementKeywords: Set = [
    "func", "var", "init", "associatedtype", "subscript",
  ]
  private static let typeKeywords: Set = [
    "enum", "protocol", "struct", "class", "actor", "extension",
  ]
  private static let modifiers: Set = [
    "public", "package", "private", "fileprivate", "internal", "open", "final",
    "indirect", "static", "mutating", "nonisolated", "borrowing", "consuming",
    "convenience", "override", "prefix", "required",
  ]

  /// The modifiers that a line begins with, and the word behind them.
  private static func leadingWords(_ code: Substring.UTF8View) -> [String] {
    var words: [String] = []
    var rest = code
    while true {
      let word = rest.prefix { 97...122 ~= $0 }
      if word.isEmpty { return words }
      words.append(String(decoding: word, as: UTF8.self))
      guard modifiers.contains(words[words.count - 1]) else { return words }
      rest = rest.dropFirst(word.count)
      // Such as "(set)".
      if rest.first == 40 { rest = rest.drop { $0 != 41 }.dropFirst() }
      rest = rest.drop { $0 == 32 }
    }
  }

  /// The line behind the attribute that it begins with.
  private static func withoutAttribute(
    _ code: Substring.UTF8View
  ) -> Substring.UTF8View {
    var rest = code.dropFirst().drop {
      97...122 ~= $0 || 65...90 ~= $0 || 48...57 ~= $0 || $0 == 95
    }
    if rest.first == 40 { rest = rest.drop { $0 != 41 }.dropFirst() }
    return rest.drop { $0 == 32 }
  }

  /// The name of a declaration; of an initializer with its first label.
  private static func name(_ declaration: String) -> String {
    if let match = declaration.firstMatch(of: /\b(init[?]?)(<[^>]*>)?\((\w*)/) {
      return "init(\(match.3)"
    }
    if let match = declaration.firstMatch(
      of:
        /\b(?:func|var|let|case|typealias|associatedtype|enum|struct|class|actor|protocol)\s+([^\s(:<=,{]+|[=<>+*\/&|^~!-]+)/
    ) {
      return String(match.1)
    }
    return declaration.contains("subscript") ? "subscript" : declaration
  }

  /// The names that public protocols of these files require and document.
  static func requirements(of files: [PublicSymbols]) -> Set<String> {
    Set(
      files.flatMap(\.declarations).filter { $0.isRequirement && $0.isDocumented }
        .map(\.name))
  }

  /// The symbols without a comment that do not take one over from a protocol.
  func undocumented(besides requirements: Set<String>) -> [UndocumentedSymbol] {
    declarations.filter {
      if $0.isDocumented { return false }
      return $0.isCase
        || !(Self.standardRequirements.contains($0.name)
          || requirements.contains($0.name))
    }.map { UndocumentedSymbol(path: path, line: $0.line, declaration: $0.text) }
  }

  /// How many symbols there are.
  var count: Int { declarations.count }
}
