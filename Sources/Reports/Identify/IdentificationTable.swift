import Identification

/// A row for each claim and format: what it is.
struct IdentificationTable {
  let findings: [Finding]

  init(_ findings: [Finding]) { self.findings = findings }

  func lines(_ style: TerminalStyle) -> [String] {
    var table = TextTable(
      [.left, .left, .left, .left, .left, .left, .right, .right, .right, .left])
    let hasPaths = findings.contains { $0.path != nil }
    table.append(
      [
        "optimizer", hasPaths ? "path" : "", "format", "dialect", "is", "scalars",
        "largest κ*", "probes", "values", "options",
      ].map { TextTable.Cell($0, .faint) })
    for finding in findings { table.append(cells(finding)) }
    return table.lines(style)
  }

  private func cells(_ finding: Finding) -> [TextTable.Cell] {
    let head: [TextTable.Cell] = [
      .init(finding.optimizer), .init(finding.path ?? ""), .init(finding.format),
    ]
    let count = TextTable.Cell("\(finding.probeCount)")
    switch finding.outcome {
    case .identified(let identity):
      return head + [
        .init(identity.title, .good), .init(identity.summary),
        .init(identity.scalarsSummary),
        .init(NumberText.budget(identity.largestBudget)), count,
        values(identity), options(finding.options),
      ]
    case .possible(let identity):
      return head + [
        .init("perhaps \(identity.title)", .warning), .init(identity.summary),
        .init(identity.scalarsSummary),
        .init(NumberText.budget(identity.largestBudget)), count,
        values(identity), "",
      ]
    case .unidentified(let nearest):
      return head + [
        .init("none", .bad), .init("nearest: \(nearest.identity.summary)"),
        .init(nearest.identity.scalarsSummary),
        .init(NumberText.budget(nearest.mismatch.minimalBudget), .bad), count, "", "",
      ]
    case .silent(let reason):
      return head + [.init("?", .warning), .init(reason.shown()), "", "", count, "", ""]
    case .failed(let message):
      return head + [
        .init("failed", .bad), .init(message.shown()), "", "", count, "", "",
      ]
    }
  }

  /// The number of values that tell something.
  private func values(_ identity: Identity) -> TextTable.Cell {
    .init("\(identity.evidence.values)")
  }

  /// The axes on which the program does what it is told, and those on which not.
  private func options(_ options: [OptionFinding]) -> TextTable.Cell {
    var axes: [String] = []
    for option in options
    where option.hasEffect && !axes.contains(option.axis) {
      axes.append(option.axis)
    }
    let texts = axes.map { axis in
      let own = options.filter { $0.axis == axis && $0.hasEffect }
      if own.allSatisfy(\.isObeyed) { return axis }
      let isWrong = own.contains { !$0.isObeyed && !$0.isUntried }
      return axis + (isWrong ? "!" : "?")
    }
    let isGood = options.allSatisfy { $0.isObeyed || $0.isUntried }
    return .init(texts.joined(separator: " "), isGood ? .plain : .warning)
  }
}

extension Identity {
  /// Its published name, or that it has none.
  var title: String { published.first ?? "unpublished" }

  /// The differences from the standard, and what becomes of epsilons.
  var summary: String {
    var parts = differences.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    for (name, place) in epsilons.sorted(by: { $0.key < $1.key })
    where place != (name == "epsilon" ? "outside" : "inside") {
      parts.append("\(name) \(Self.words(place))")
    }
    return parts.isEmpty ? "standard" : parts.joined(separator: " ")
  }

  /// The mode of scalars, and whether some hyperparameters are rounded first.
  var scalarsSummary: String {
    scalars + (roundedHyperparameters.isEmpty ? "" : "*")
  }

  private static func words(_ place: String) -> String {
    switch place {
    case "unused": "is ignored"
    case "insideSquared": "is squared, inside the root"
    case "inside": "is inside the root"
    default: "is outside the root"
    }
  }
}
