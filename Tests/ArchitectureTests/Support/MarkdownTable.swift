/// A table of a document.
struct MarkdownTable {
  /// The cells of the rows below the head, without code marks.
  let rows: [[String]]

  /// The first table below the line that begins with `heading`.
  init?(below heading: String, in text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix(heading) }) else {
      return nil
    }
    let table = lines[start...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    guard table.count > 2 else { return nil }
    rows = table.dropFirst(2).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.trimming(while: \.isWhitespace).replacing("`", with: "") }
    }
  }
}

extension StringProtocol {
  /// The text without such characters at its ends.
  func trimming(while isLeftOut: (Character) -> Bool) -> String {
    var rest = drop(while: isLeftOut)
    while let last = rest.last, isLeftOut(last) { rest.removeLast() }
    return String(rest)
  }
}
