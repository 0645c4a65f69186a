extension StringProtocol {
  /// The text as it may be shown on a line, whoever wrote it.
  ///
  /// Each run of white space is one blank, so that no text can start a line of its own;
  /// what a terminal obeys instead of showing is escaped; what is too long is cut.
  ///
  /// - Parameter limit: The number of characters after which "…" stands for the rest.
  public func shown(upTo limit: Int = 400) -> String {
    // A cluster of a million marks is one character, so scalars are what is counted.
    let start = String(String.UnicodeScalarView(unicodeScalars.prefix(4 * limit + 1)))
    let words = start.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let escaped = words.withoutControls()
    let cut = String(String.UnicodeScalarView(escaped.unicodeScalars.prefix(limit)))
    let isWhole = start.utf8.count == utf8.count && cut.utf8.count == escaped.utf8.count
    return isWhole ? cut : cut + "…"
  }

  /// The lines of the text as they may be shown, of which each is indented or marked by
  /// whoever shows it, so that none can be taken for a line of ours.
  ///
  /// - Parameter limit: The number of lines after which "…" stands for the rest.
  public func shownLines(upTo limit: Int = 40) -> [String] {
    let lines = split(maxSplits: limit, whereSeparator: \.isNewline)
    return lines.prefix(limit).map { line in
      let start = String(String.UnicodeScalarView(line.unicodeScalars.prefix(240)))
      return (start.utf8.count == line.utf8.count ? start : start + "…").withoutControls()
    } + (lines.count > limit ? ["…"] : [])
  }

  /// The text with `\u{1b}` and the like for every character that has no shape of its own
  /// but moves, recolours or reorders others: controls, the marks of direction,
  /// separators of lines.
  public func withoutControls() -> String {
    guard unicodeScalars.contains(where: \.isControlling) else { return String(self) }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isControlling {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether the character has no shape of its own; a tab counts as white space.
  public var isControlling: Bool {
    if value < 0x7f { return value < 0x20 && self != "\t" }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: false
    }
  }
}
