import Identification

/// What an implementation turned out to be, for people.
public struct IdentificationText {
  let report: IdentificationReport

  /// Creates the text of `report`.
  public init(_ report: IdentificationReport) { self.report = report }

  /// The lines: the table, what is open, what fits nothing, and the verdict.
  public func lines(_ style: TerminalStyle) -> [String] {
    let who = report.implementation
    let head = style.paint("\(who.name) \(who.version)", .strong)
    var lines = ["\(head) (\(who.language)), by its answers alone"]
    guard !report.findings.isEmpty else {
      return lines + [
        "", style.paint("nothing was asked: no claim was selected", .warning),
      ]
    }
    lines += [""] + IdentificationTable(report.findings).lines(style)
    for section in IdentificationNotes(report.findings).sections(style) {
      lines += [""] + section
    }
    for finding in report.findings {
      guard case .unidentified(let nearest) = finding.outcome else { continue }
      lines += [""] + UnidentifiedText(finding, nearest).lines(style)
    }
    return lines + ["", verdict(style)]
  }

  private func verdict(_ style: TerminalStyle) -> String {
    func count(_ matches: (Finding.Outcome) -> Bool) -> Int {
      report.findings.count { matches($0.outcome) }
    }
    let identified = count { if case .identified = $0 { true } else { false } }
    let unidentified = count { if case .unidentified = $0 { true } else { false } }
    let possible = count { if case .possible = $0 { true } else { false } }
    let silent = report.findings.count - identified - unidentified - possible
    var parts = ["\(identified) identified"]
    if unidentified > 0 {
      parts.append("\(unidentified) \(unidentified == 1 ? "fits" : "fit") no dialect")
    }
    if possible > 0 { parts.append("\(possible) told too little") }
    if silent > 0 { parts.append("\(silent) did not answer") }
    return style.paint(
      parts.joined(separator: ", "),
      unidentified > 0 ? .bad : silent + possible > 0 ? .warning : .good)
  }
}

extension Finding {
  /// The optimizer and the path.
  var title: String { path.map { "\(optimizer) \($0)" } ?? optimizer }
}
