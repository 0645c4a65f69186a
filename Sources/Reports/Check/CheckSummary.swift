import Vectors
import Verdicts

/// What a check came to, in words.
public struct CheckSummary {
  let report: CheckReport
  let cases: [String: VectorCase]

  /// Creates the summary of `report`; `cases` are those that were asked, by id.
  public init(_ report: CheckReport, cases: [String: VectorCase]) {
    self.report = report
    self.cases = cases
  }

  /// Everything that a person is shown.
  ///
  /// - Parameter limit: How many failures are shown in full.
  public func lines(failures limit: Int, _ style: TerminalStyle) -> [String] {
    var lines = CheckTable(report).lines(style)
    func section(_ part: [String]) {
      if !part.isEmpty { lines += [""] + part }
    }
    failures(limit, style).forEach(section)
    section(skips(style))
    section(leftOut(style))
    section(
      ClaimText(report.claims).lines(style, saysWhatIsLeftOut: report.mismatchCount == 0))
    section([verdict(style)])
    return lines
  }

  /// The failures in full, up to `limit`, and a line on the others.
  func failures(_ limit: Int, _ style: TerminalStyle) -> [[String]] {
    let failing = report.verdicts.filter(\.isFailure)
    var parts = failing.prefix(limit).map { verdict in
      FailureText(verdict, of: cases[verdict.caseID]).lines(style)
    }
    let hidden = failing.count - parts.count
    if hidden > 0 {
      let more = limit > 0 ? "\(hidden) more" : NumberText.count(hidden, "case")
      parts.append([
        "\(more) did not conform; --failures \(failing.count) shows all, "
          + "--json lists them"
      ])
    }
    return parts
  }

  /// Why cases were skipped, the most frequent reason first.
  func skips(_ style: TerminalStyle) -> [String] {
    var counts: [String: Int] = [:]
    for case .skipped(let reason) in report.verdicts.map(\.outcome) {
      counts[reason, default: 0] += 1
    }
    if report.nothingComparedCount > 0 {
      counts[
        "nothing compared: the rule has no stable value there, and any is admitted"] =
        report.nothingComparedCount
    }
    guard !counts.isEmpty else { return [] }
    var table = TextTable([.right, .left])
    for (reason, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
    {
      table.append([.init("\(count)"), .init(reason.shown())])
    }
    return [style.paint("skipped", .warning)] + table.lines(style, indent: 2)
  }

  /// What the verdict does not cover, as it was left out on demand.
  func leftOut(_ style: TerminalStyle) -> [String] {
    guard !report.leftOut.isEmpty else { return [] }
    var table = TextTable([.right, .left, .left])
    for input in report.leftOut {
      table.append([.init("\(input.count)"), .init(input.input), .init(input.comment)])
    }
    return [style.paint("left out, so that nothing is said of it", .warning)]
      + table.lines(style, indent: 2)
  }

  /// The last line: the verdict.
  func verdict(_ style: TerminalStyle) -> String {
    let all = NumberText.count(report.caseCount, "case")
    let uncompared = report.nothingComparedCount
    let skipped =
      report.caseCount - report.ranCount - report.failureCount - uncompared
    if report.mismatchCount + report.failureCount > 0 {
      let parts = [(report.mismatchCount, "mismatched"), (report.failureCount, "failed")]
        .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      return style.paint(
        "does not conform: \(parts.joined(separator: ", ")) of \(all)\(flushing)", .bad)
    }
    guard report.ranCount > 0 else {
      let why =
        report.caseCount == 0
        ? "no case that it claims was selected"
        : skipped > 0
          ? "of \(all) \(skipped) were skipped and \(uncompared) compare nothing"
          : "all of \(all) admit every value"
      let what = uncompared > 0 && skipped == 0 ? "nothing compared" : "nothing ran"
      return style.paint("\(what): \(why)", .warning)
    }
    let rest = [(skipped, "skipped"), (uncompared, "compare nothing")]
      .filter { $0.0 > 0 }.map { "; \($0.0) \($0.1)" }.joined()
    return style.paint(
      "conforms: \(NumberText.count(report.ranCount, "case"))\(rest)", .good)
  }
}

extension CheckSummary {
  /// What is to be said where everything that mismatches fits flushed numbers.
  fileprivate var flushing: String {
    let mismatches = report.verdicts.compactMap {
      if case .mismatch(let mismatch) = $0.outcome { mismatch } else { nil }
    }
    guard !mismatches.isEmpty, mismatches.allSatisfy({ $0.fitsFlushed ?? false }) else {
      return ""
    }
    return "; what mismatches does so by subnormal numbers flushed to zero alone, which "
      + "can be claimed"
  }
}

extension CaseVerdict {
  /// Whether the case ran wrong or not at all.
  var isFailure: Bool {
    switch outcome {
    case .mismatch, .failed: true
    case .conforms, .skipped, .nothingCompared: false
    }
  }
}
