/// Columns of text, aligned.
struct TextTable {
  /// On which side the cells of a column are flush.
  enum Alignment {
    case left, right
  }

  /// A cell.
  struct Cell: ExpressibleByStringInterpolation {
    var text: String
    var tint = TerminalStyle.Tint.plain

    init(_ text: String, _ tint: TerminalStyle.Tint = .plain) {
      self.text = text
      self.tint = tint
    }

    init(stringLiteral value: String) { text = value }
  }

  private let alignments: [Alignment]
  private var rows: [[Cell]] = []

  /// Creates a table; each row has a cell for each of `alignments`.
  init(_ alignments: [Alignment]) { self.alignments = alignments }

  mutating func append(_ row: [Cell]) {
    precondition(row.count == alignments.count, "a cell for each column")
    rows.append(row)
  }

  /// The lines, without blanks at their ends.
  func lines(_ style: TerminalStyle, indent: Int = 0) -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { $0[column].text.count }.max() ?? 0
    }
    return rows.map { row in
      let last = row.lastIndex { !$0.text.isEmpty } ?? 0
      var line = String(repeating: " ", count: indent)
      // A column without any text takes no room.
      for column in row.indices.prefix(last + 1) where widths[column] > 0 {
        let cell = row[column]
        let blanks = String(repeating: " ", count: widths[column] - cell.text.count)
        let painted = style.paint(cell.text, cell.tint)
        let isLast = column == last
        line +=
          alignments[column] == .right
          ? blanks + painted : painted + (isLast ? "" : blanks)
        if !isLast { line += "  " }
      }
      return line
    }
  }
}
