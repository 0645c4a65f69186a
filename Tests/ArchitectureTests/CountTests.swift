import Testing

/// Documentation/Counts.md lists the phrases of documents that have a number which the
/// program counts.
struct CountTests {
  private struct Phrase {
    let document: String
    let template: String
  }

  private func phrases() throws -> [Phrase] {
    let text = try SourceTree.text("Documentation/Counts.md")
    let table = try #require(MarkdownTable(below: "# Numbers in documents", in: text))
    return table.rows.map { Phrase(document: $0[0], template: $0[1]) }
  }

  @Test("numbers in documents are what the program counts")
  func numbers() throws {
    let phrases = try phrases()
    #expect(phrases.count > 4)
    let counts = try Counts()
    for phrase in phrases {
      let wanted = try counts.filled(phrase.template)
      // Not the documents themselves: a failure would print them.
      let isSaid = try SourceTree.text(phrase.document).onOneLine.contains(wanted)
      #expect(isSaid, "\(phrase.document) must read \"… \(wanted) …\"")
    }
  }

  @Test("a number that is off by one is found")
  func stale() throws {
    var counts = try Counts()
    let phrase = try #require(try phrases().first { $0.template.contains("{faults}") })
    counts.numbers["faults", default: 0] += 1
    let document = try SourceTree.text(phrase.document).onOneLine
    #expect(!document.contains(try counts.filled(phrase.template)))
    #expect(throws: Counts.UnknownName.self) { try counts.filled("{no such name}") }
  }
}

extension String {
  /// The text with each run of white space as one blank.
  fileprivate var onOneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
