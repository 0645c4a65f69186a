import Testing

/// CONTRIBUTING.md quotes the sources.
struct ExcerptTests {
  /// A declaration that a document quotes, perhaps shortened.
  private struct Excerpt {
    let type: String
    let code: [String]

    /// The excerpt's lines of code, without white space, comments, and lines that only
    /// close what others open.
    init?(_ block: Substring) {
      let lines = block.split(separator: "\n").map { $0.filter { !$0.isWhitespace } }
      code = lines.filter {
        !$0.hasPrefix("//") && $0.contains { $0.isLetter || $0.isNumber }
      }
      guard let head = code.first(where: { $0.hasPrefix("enum") }),
        let end = head.firstIndex(where: { ":{".contains($0) })
      else { return nil }
      type = String(head[..<end].dropFirst("enum".count))
    }

    /// The first line that the text lacks, or has only before the lines that precede it.
    func lineMissing(in text: String) -> String? {
      var rest = text.filter { !$0.isWhitespace }[...]
      for line in code {
        guard let found = rest.firstRange(of: line) else { return line }
        rest = rest[found.upperBound...]
      }
      return nil
    }
  }

  private func excerpts() throws -> [Excerpt] {
    let text = try SourceTree.text("CONTRIBUTING.md")
    return try text.split(separator: "```swift\n").dropFirst().map { block in
      let end = block.firstRange(of: "```")?.lowerBound ?? block.endIndex
      return try #require(Excerpt(block[..<end]), "an excerpt begins with its enum")
    }
  }

  @Test("excerpts are what the sources say")
  func excerptsAreCurrent() throws {
    let files = try SourceTree.modules().values.joined()
    let excerpts = try excerpts()
    #expect(excerpts.count >= 2)
    for excerpt in excerpts {
      let file = try #require(
        files.first { $0.path.hasSuffix("/\(excerpt.type).swift") }, "\(excerpt.type)")
      let missing = excerpt.lineMissing(in: file.text)
      #expect(missing == nil, "\(file.path) has no such line, or not there")
    }
  }

  @Test("a line that the source lacks is found")
  func stale() throws {
    let excerpt = try #require(Excerpt("enum A: B {\n  // C\n  let d = e\n  f(d)\n}"))
    #expect(excerpt.lineMissing(in: "enum A: B { let x = y\nlet d = e; f(d) }") == nil)
    #expect(excerpt.lineMissing(in: "enum A: B { f(d)\nlet d = e }") == "f(d)")
    #expect(excerpt.lineMissing(in: "enum A: B { let d = 2\nf(d) }") == "letd=e")
  }
}
