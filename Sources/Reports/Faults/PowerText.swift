/// What the golden vectors reject, in lines.
public enum PowerText {
  /// A line for each fault, then what survives or cannot be shown, and the scores.
  public static func lines(
    _ document: PowerDocument, lists isListed: Bool, _ style: TerminalStyle
  ) -> [String] {
    var lines: [String] = []
    if isListed {
      var table = TextTable([.left, .right, .left, .right, .left, .right])
      table.append(
        ["fault", "files", "first rejected by", "step", "in", "κ*"]
          .map { .init($0, .faint) })
      for entry in document.faults where entry.applicable > 0 {
        let first = entry.first
        table.append([
          .init(entry.id), .init("\(entry.rejected)/\(entry.applicable)"),
          .init(first?.caseID ?? "–"), .init(first.map { "\($0.step)" } ?? ""),
          .init(first?.quantity ?? ""),
          .init(first.map { $0.budget.map(NumberText.budget) ?? "∞" } ?? ""),
        ])
      }
      lines += table.lines(style) + [""]
    }
    lines += inexpressible(document, style) + survivors(document, style)
    lines += scores(document, style)
    return lines
  }

  private static func inexpressible(
    _ document: PowerDocument, _ style: TerminalStyle
  ) -> [String] {
    let entries = document.faults.filter { !$0.inexpressible.isEmpty }
    guard !entries.isEmpty else { return [] }
    var lines = [style.paint("not to be shown in a format, and why", .strong)]
    for entry in entries {
      let byReason = Dictionary(grouping: entry.inexpressible.keys.sorted()) {
        entry.inexpressible[$0] ?? ""
      }
      for (reason, formats) in byReason.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(entry.id) in \(formats.joined(separator: ", ")): \(reason)")
      }
    }
    return lines + [""]
  }

  private static func survivors(
    _ document: PowerDocument, _ style: TerminalStyle
  ) -> [String] {
    document.survivors.flatMap { entry in
      [style.paint("\(entry.id) survives", .bad) + ": \(entry.summary ?? "")"]
        + entry.survivals.map { "  in \($0)" }
    }
  }

  private static func scores(
    _ document: PowerDocument, _ style: TerminalStyle
  ) -> [String] {
    var table = TextTable([.left, .left, .right, .right, .right, .right])
    table.append(
      ["optimizer", "format", "rejected", "of", "score", "not to be shown"]
        .map { .init($0, .faint) })
    for score in document.scores where score.applicable + score.inexpressible > 0 {
      let isComplete = score.rejected == score.applicable
      table.append([
        .init(score.optimizer), .init(score.format), .init("\(score.rejected)"),
        .init("\(score.applicable)"),
        .init(
          NumberText.share(score.rejected, of: score.applicable),
          isComplete ? .good : .bad),
        .init("\(score.inexpressible)", .faint),
      ])
    }
    let rejected = document.scores.reduce(0) { $0 + $1.rejected }
    let applicable = document.scores.reduce(0) { $0 + $1.applicable }
    return table.lines(style) + [
      "",
      "\(document.faults.count) faults in \(applicable) pairs of fault and vector file: "
        + "\(rejected) rejected, \(NumberText.share(rejected, of: applicable))",
    ]
  }
}
