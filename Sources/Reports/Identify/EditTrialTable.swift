import Identification

/// Whether the identification of implementations with random edits describes them.
public struct EditTrialTable {
  /// Each edit, and what was found.
  public let document: [EditTrial]

  /// Creates the table of trials.
  public init(_ trials: [EditTrial]) { document = trials }

  /// Whether every edit is described.
  public var allAreDescribed: Bool { document.allSatisfy(\.isDescribed) }

  /// The lines.
  public func lines(_ style: TerminalStyle) -> [String] {
    var lines: [String] = []
    for trial in document {
      let mark = trial.isDescribed ? style.paint("✓", .good) : style.paint("✗", .bad)
      lines.append("\(mark) \(trial.dialect.shown()): \(trial.edit.shown())")
      lines.append(style.paint("    \(found(trial)), \(seconds(trial.seconds))", .faint))
    }
    let described = document.count(where: \.isDescribed)
    return lines + [
      "",
      style.paint(
        "\(described) of \(NumberText.count(document.count, "edit")) described, "
          + "at most \(seconds(document.map(\.seconds).max() ?? 0)) each",
        allAreDescribed ? .good : .bad),
    ]
  }

  private func found(_ trial: EditTrial) -> String {
    let found = trial.found?.shown() ?? "nothing"
    let others = trial.otherCount > 0 ? ", or \(trial.otherCount) others" : ""
    return switch trial.verdict {
    case .right: "found" + (trial.found == trial.edit ? "" : " as: \(found)") + others
    case .among: "among the others of: \(found)\(others)"
    case .other: "another formula: \(found)\(others)"
    case .fault: "taken for the known fault \(found)"
    case .dialect: "taken for the dialect \(found)"
    case .none: "not found"
    }
  }

  private func seconds(_ value: Double) -> String {
    "\((value * 10).rounded() / 10) s"
  }
}
