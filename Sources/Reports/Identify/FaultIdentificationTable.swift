import Identification

/// Whether the identification of faulty implementations names their faults.
public struct FaultIdentificationTable {
  /// Each fault, what has it, and what was found.
  public let document: [Row]

  /// One fault.
  public struct Row: Codable, Sendable {
    /// The fault.
    public var fault: String
    /// The dialect of the implementation that has it.
    public var dialect: String
    /// The faults that were named.
    public var named: [String]
    /// What it is taken for, if it is some dialect.
    public var identified: String?

    /// Whether the fault is among those named.
    public var isNamed: Bool { named.contains(fault) }
  }

  /// Creates the table of reports on implementations with one claim each.
  public init(_ results: [(fault: String, dialect: String, report: IdentificationReport)])
  {
    document = results.map { fault, dialect, report in
      var row = Row(fault: fault, dialect: dialect, named: [], identified: nil)
      for finding in report.findings {
        switch finding.outcome {
        case .unidentified(let nearest): row.named += nearest.faults.map(\.id)
        case .identified(let identity), .possible(let identity):
          row.named += identity.faults.map(\.id)
          row.identified = identity.summary
        case .silent(let reason): row.identified = reason
        case .failed(let message): row.identified = message
        }
      }
      var unique: [String] = []
      for name in row.named where !unique.contains(name) { unique.append(name) }
      row.named = unique
      return row
    }
  }

  /// Whether every fault is named.
  public var allAreNamed: Bool { document.allSatisfy(\.isNamed) }

  /// The lines.
  public func lines(_ style: TerminalStyle) -> [String] {
    var table = TextTable([.left, .left, .left, .left])
    table.append(["", "fault", "in", "named"].map { .init($0, .faint) })
    for row in document {
      let others = row.named.filter { $0 != row.fault }
      var text = row.isNamed ? "yes" : "no"
      if !others.isEmpty {
        text += row.isNamed ? ", or " : ": "
        text += others.prefix(3).joined(separator: ", ")
        if others.count > 3 { text += " and \(others.count - 3) more" }
      }
      if let identified = row.identified { text += " (as a dialect: \(identified))" }
      table.append([
        row.isNamed ? .init("✓", .good) : .init("✗", .bad), .init(row.fault),
        .init(row.dialect), .init(text, row.isNamed ? .plain : .bad),
      ])
    }
    let named = document.count(where: \.isNamed)
    return table.lines(style) + [
      "",
      style.paint(
        "\(named) of \(NumberText.count(document.count, "fault")) named",
        allAreNamed ? .good : .bad),
    ]
  }
}
