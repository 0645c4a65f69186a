import Identification

/// A single edit that explains what a program answered, for people.
struct EditText {
  let match: EditMatch

  init(_ match: EditMatch) { self.match = match }

  /// The edit, the formula with the edited lines marked, and what else it may be.
  func lines(_ style: TerminalStyle) -> [String] {
    var lines = [
      "  one edit of \(match.dialect.shown()) does:",
      "    " + style.paint(match.summary.shown(), .strong),
    ]
    for line in match.formula {
      let text = line.text.shown()
      switch line.mark {
      case .same: lines.append("      " + text)
      case .edited: lines.append("    > " + style.paint(text, .bad))
      case .right: lines.append(style.paint("      in place of: \(text)", .faint))
      }
    }
    guard !match.others.isEmpty else { return lines }
    lines.append("    or, which the answers do not tell apart:")
    for other in match.others.prefix(3) { lines.append("      " + other.shown()) }
    if match.others.count > 3 {
      lines.append("      and \(NumberText.count(match.others.count - 3, "other edit"))")
    }
    return lines
  }
}
