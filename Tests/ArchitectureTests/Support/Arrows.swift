/// Which module may import which.
struct Arrows: Equatable {
  /// For each module what it imports: modules of the package, and products of others.
  var targets: [String: Set<String>]

  /// What a module reaches, directly or through others.
  func reached(from module: String) -> Set<String> {
    var reached: Set<String> = []
    var open = targets[module] ?? []
    while let next = open.popFirst() {
      if reached.insert(next).inserted { open.formUnion(targets[next] ?? []) }
    }
    return reached
  }
}

extension Arrows {
  /// The table of allowed arrows in Documentation/Architecture.md.
  static func documented() throws -> Arrows {
    let text = try SourceTree.text("Documentation/Architecture.md")
    guard let table = MarkdownTable(below: "## Which module may import which", in: text)
    else { throw MissingTable() }
    var targets: [String: Set<String>] = [:]
    for row in table.rows { targets[row[0]] = names(row[1]) }
    return Arrows(targets: targets)
  }

  /// The pairs that the same document forbids, in `module` and `never` of each row.
  static func forbidden() throws -> [(module: String, never: Set<String>)] {
    let text = try SourceTree.text("Documentation/Architecture.md")
    guard let table = MarkdownTable(below: "## What must stay apart", in: text)
    else { throw MissingTable() }
    return table.rows.flatMap { row in
      names(row[0]).sorted().map { ($0, names(row[1])) }
    }
  }

  /// The document has no such table.
  struct MissingTable: Error {}

  private static func names(_ cell: String) -> Set<String> {
    Set(
      cell.split(separator: ",").map { $0.trimming(while: \.isWhitespace) }
        .filter { !$0.isEmpty && $0 != "–" })
  }

  /// The imports of Swift files that are of one of `names`.
  static func imports(_ files: [String: [SourceTree.File]], of names: Set<String>)
    -> Arrows
  {
    Arrows(
      targets: files.mapValues { files in
        let imported = files.reduce(into: Set<String>()) {
          $0.formUnion(Self.imported(by: $1.text))
        }
        return imported.intersection(names)
      })
  }

  /// The modules that the text of a Swift file imports.
  static func imported(by text: String) -> Set<String> {
    // Bytes first, since a test build is slow at characters, and there are many lines.
    let candidates = text.utf8.split(separator: 10).filter { line in
      let code = line.drop { $0 == 32 }
      return starts.contains { code.starts(with: $0) }
    }
    return Set(
      candidates.compactMap { line in
        String(decoding: line, as: UTF8.self).firstMatch(
          of:
            /^\s*(?:(?:@\w+(?:\([^)]*\))?|public|package|internal|private|fileprivate)\s+)*import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
        ).map { String($0.1) }
      })
  }

  /// What a line with an import begins with.
  private static let starts = [
    "import ", "@", "public import ", "package import ", "internal import ",
    "private import ", "fileprivate import ",
  ].map { Array($0.utf8) }

  /// The dependencies of the targets in `Sources` as Package.swift declares them.
  static func declared() throws -> Arrows {
    let text = try SourceTree.text("Package.swift")
    guard let start = text.firstRange(of: "\n  targets: [")?.upperBound else {
      throw MissingTable()
    }
    var targets: [String: Set<String>] = [:]
    // Each target begins a line that is indented by four blanks.
    let entries = text[start...].split(separator: /\n {4}(?=\.|module\(|tests\()/)
    for entry in entries where !entry.contains(/^\s*(\.testTarget|tests\()/) {
      let code = entry.replacing(/\/\/[^\n]*/, with: "")
      guard !code.contains("path:"), let name = code.firstMatch(of: /"(\w+)"/)?.1 else {
        continue
      }
      let products = code.matches(of: /\.product\(\s*name: "(\w+)"/).map { String($0.1) }
      let rest = code.replacing(/\.product\([^)]*\([^)]*\)\s*\)/, with: "")
        .replacing(/\.product\([^)]*\)/, with: "")
        .replacing(/providers:[^\n]*/, with: "").replacing(/\w+Config: "\w+"/, with: "")
      let modules = rest.matches(of: /"(\w+)"/).map { String($0.1) }.dropFirst()
      targets[String(name)] = Set(modules).union(products)
    }
    return Arrows(targets: targets)
  }
}
