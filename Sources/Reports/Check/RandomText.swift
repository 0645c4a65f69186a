import LiveCases
import Vectors
import Verdicts

/// What random runs came to, in words.
public struct RandomText {
  let report: RandomReport
  let shrunk: [ShrunkCase]

  /// Creates the text of a report, and of the cases that were made simple.
  public init(_ report: RandomReport, shrunk: [ShrunkCase]) {
    self.report = report
    self.shrunk = shrunk
  }

  /// Everything that a person is shown.
  ///
  /// - Parameter limit: How many failures are shown in full.
  public func lines(failures limit: Int, _ style: TerminalStyle) -> [String] {
    let who = report.implementation
    let head = style.paint("\(who.name.shown()) \(who.version.shown())", .strong)
    var lines = [
      "\(head) (\(who.language.shown())) against "
        + "\(NumberText.count(report.caseCount, "random case")), seed \(report.seed)",
      "",
    ]
    let unbounded = NumberText.share(report.unboundedCount, of: report.valueCount)
    lines += [
      "  \(report.conforming) conform; \(NumberText.count(report.valueCount, "value")), "
        + "of which \(unbounded) have no bounds"
    ]
    if !report.skips.isEmpty || report.nothingCompared > 0 {
      lines += ["", style.paint("skipped", .warning)]
      var table = TextTable([.right, .left])
      for (reason, count) in report.skips.sorted(by: {
        ($1.value, $0.key) < ($0.value, $1.key)
      }) {
        table.append([.init("\(count)"), .init(reason.shown())])
      }
      if report.nothingCompared > 0 {
        table.append([
          .init("\(report.nothingCompared)"),
          .init("nothing compared: any value is admitted"),
        ])
      }
      lines += table.lines(style, indent: 2)
    }
    for failure in report.failures.prefix(limit) {
      lines += ["", style.paint("failed", .bad) + " " + style.paint(failure.id, .strong)]
      lines += failure.message.shownLines().map { "  " + $0 }
    }
    for shrunk in shrunk {
      lines += [""] + FailureText(shrunk.verdict, of: shrunk.vectorCase).lines(style)
      lines += [
        "  shrunk from \(shrunk.id) in \(NumberText.count(shrunk.attempts, "trial")) to "
          + size(of: shrunk.vectorCase)
      ]
    }
    return lines + ["", verdict(style)]
  }

  /// How small the case is.
  private func size(of vectorCase: VectorCase) -> String {
    let tensors = vectorCase.scenario.tensors
    return [
      NumberText.count(tensors.count, "tensor"),
      NumberText.count(tensors.reduce(0) { $0 + $1.elementCount }, "element"),
      NumberText.count(vectorCase.scenario.steps.count, "step"),
    ].joined(separator: ", ")
  }

  private func verdict(_ style: TerminalStyle) -> String {
    let mismatches = report.mismatchingCases
    if let first = mismatches.first {
      let others =
        mismatches.count > 1
        ? ", and one of \(NumberText.count(mismatches.count - 1, "other claim"))" : ""
      return style.paint(
        "does not conform: \(first.id) mismatches\(others); --first \(first.number) "
          + "--random 1 --seed \(report.seed) repeats it", .bad)
    }
    if report.failures.count > 0 {
      return style.paint(
        "failed: \(report.failures.count) of "
          + NumberText.count(report.caseCount, "case"), .bad)
    }
    guard report.conforming > 0 else {
      return style.paint(
        report.caseCount == 0
          ? "nothing ran: no claim has every hyperparameter that its rule needs"
          : "nothing ran: every case was skipped", .warning)
    }
    return style.paint("conforms: \(NumberText.count(report.conforming, "case"))", .good)
  }
}
