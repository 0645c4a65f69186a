import Verdicts

/// The table of a check: a row for each optimizer, code path and format.
public struct CheckTable {
  let report: CheckReport

  /// Creates the table of `report`.
  public init(_ report: CheckReport) { self.report = report }

  /// The lines: who was checked, the table, and its sum.
  public func lines(_ style: TerminalStyle) -> [String] {
    let who = report.implementation
    let head = style.paint("\(who.name) \(who.version)", .strong)
    let live = report.liveCount
    let sources = [
      live < report.caseCount || live == 0 ? "vectors \(report.dataVersion)" : nil,
      live > 0 ? "\(NumberText.count(live, "case")) computed now" : nil,
    ].compactMap(\.self).joined(separator: " and ")
    var lines = ["\(head) (\(who.language)) against \(sources)"]
    guard !report.rows.isEmpty else { return lines }
    var table = TextTable([.left, .left, .left] + Array(repeating: .right, count: 7))
    let hasPaths = report.rows.contains { $0.path != nil }
    table.append(
      [
        "optimizer", hasPaths ? "path" : "", "format", "cases", "conform", "mismatch",
        "skipped", "failed", "largest κ*", "bit-equal",
      ].map { TextTable.Cell($0, .faint) })
    for row in report.rows { table.append(cells(row)) }
    if report.rows.count > 1 { table.append(sum) }
    lines.append("")
    lines += table.lines(style)
    return lines
  }

  /// The rows taken together.
  private var sum: [TextTable.Cell] {
    func sum(_ count: KeyPath<CheckReport.Row, Int>) -> Int {
      report.rows.reduce(0) { $0 + $1[keyPath: count] }
    }
    return cells(
      ["all", "", ""],
      Counts(
        conforming: sum(\.conforming), mismatched: sum(\.mismatched),
        skipped: sum(\.skipped) + report.nothingComparedCount, failed: sum(\.failed),
        values: sum(\.valueCount),
        bitEqual: sum(\.referenceCount),
        largestBudget: report.rows.map(\.largestBudget).max() ?? 0))
  }

  private func cells(_ row: CheckReport.Row) -> [TextTable.Cell] {
    cells(
      [row.optimizer, row.path ?? "", row.format],
      Counts(
        conforming: row.conforming, mismatched: row.mismatched,
        skipped: row.skipped + row.nothingCompared,
        failed: row.failed, values: row.valueCount, bitEqual: row.referenceCount,
        largestBudget: row.largestBudget))
  }

  private struct Counts {
    let conforming, mismatched, skipped, failed, values, bitEqual: Int
    let largestBudget: Double
  }

  private func cells(_ names: [String], _ counts: Counts) -> [TextTable.Cell] {
    func cell(_ number: Int, _ tint: TerminalStyle.Tint) -> TextTable.Cell {
      .init("\(number)", number == 0 ? .faint : tint)
    }
    let cases = counts.conforming + counts.mismatched + counts.skipped + counts.failed
    return names.map { .init($0) } + [
      .init("\(cases)"), cell(counts.conforming, .good), cell(counts.mismatched, .bad),
      cell(counts.skipped, .warning), cell(counts.failed, .bad),
      .init(counts.conforming > 0 ? NumberText.budget(counts.largestBudget) : "–"),
      .init(NumberText.share(counts.bitEqual, of: counts.values)),
    ]
  }
}
