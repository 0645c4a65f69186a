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
        let isLast = column == last
        // Colour marks take no room, so the blanks come of the bare text.
        let width = isLast && alignments[column] == .left ? 0 : widths[column]
        line += cell.text.padded(to: width, alignments[column]) {
          style.paint($0, cell.tint)
        }
        if !isLast { line += "  " }
      }
      return line
    }
  }
}

extension String {
  /// The text, flush on one side of a column.
  ///
  /// - Parameters:
  ///   - width: The width of the column in characters; a longer text is not cut.
  ///   - alignment: The side.
  ///   - paint: Marks the text, but not the blanks.
  func padded(
    to width: Int, _ alignment: TextTable.Alignment = .left,
    paint: (String) -> String = { $0 }
  ) -> String {
    let blanks = String(repeating: " ", count: max(0, width - count))
    return alignment == .left ? paint(self) + blanks : blanks + paint(self)
  }
}
