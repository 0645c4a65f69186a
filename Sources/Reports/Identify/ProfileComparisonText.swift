import Identification

/// What was found beside a framework's profile, for people.
public struct ProfileComparisonText {
  let comparison: ProfileComparison

  /// Creates the text of `comparison`.
  public init(_ comparison: ProfileComparison) { self.comparison = comparison }

  /// The lines: a row for each finding, and the verdict.
  public func lines(_ style: TerminalStyle) -> [String] {
    var table = TextTable([.left, .left, .left, .left])
    for row in comparison.rows {
      let who = row.path.map { "\(row.optimizer) \($0)" } ?? row.optimizer
      var functions: [String] = []
      for rule in row.rules where !functions.contains(rule.function) {
        functions.append(rule.function)
      }
      let known = row.known.isEmpty ? "no rule of it" : row.known.joined(separator: ", ")
      table.append([
        row.agrees ? .init("✓", .good) : .init("✗", .bad), .init(who), .init(row.format),
        .init(
          row.agrees
            ? functions.joined(separator: ", ")
            : "is none of them; the profile has \(known)",
          row.agrees ? .plain : .bad),
      ])
    }
    let count = comparison.rows.count(where: \.agrees)
    return ["", style.paint("beside the profile of \(comparison.framework)", .strong)]
      + table.lines(style)
      + [
        "",
        style.paint(
          "\(count) of \(NumberText.count(comparison.rows.count, "finding")) "
            + "\(count == 1 ? "is a rule" : "are rules") of \(comparison.framework)",
          comparison.agrees ? .good : .bad),
      ]
  }
}
