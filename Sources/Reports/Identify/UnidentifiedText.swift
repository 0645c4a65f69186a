import Formats
import Identification
import Vectors
import Verdicts

/// What is said of a program that is no dialect.
struct UnidentifiedText {
  let finding: Finding
  let nearest: Nearest

  init(_ finding: Finding, _ nearest: Nearest) {
    self.finding = finding
    self.nearest = nearest
  }

  func lines(_ style: TerminalStyle) -> [String] {
    let identity = nearest.identity
    let mismatch = nearest.mismatch
    let place = mismatch.place
    var lines = [
      style.paint("fits no dialect", .bad) + " "
        + style.paint("\(finding.title) in \(finding.format)", .strong),
      "  nearest: \(identity.title), \(identity.summary); it fits "
        + "\(nearest.fittingCount) of \(finding.probeCount) probes",
      "  departs in the probe \"\(nearest.probe)\": \(nearest.purpose)",
      "  first at step \(place.step): \(place.quantity) of \(place.tensorName), "
        + "element \(place.element)",
    ]
    lines += values(mismatch).lines(style, indent: 4)
    let published = NumberText.shortest(GoldenVectors.budget)
    lines.append(
      "  κ* = \(NumberText.budget(mismatch.minimalBudget)), admitted are \(published)")
    if nearest.faults.isEmpty {
      lines.append("  no known fault explains all answers")
    } else {
      lines.append(
        nearest.faults.count == 1
          ? "  one known fault explains all answers:"
          : "  \(nearest.faults.count) known faults explain all answers:")
    }
    for fault in nearest.faults { lines += self.lines(fault, style) }
    if let closest = nearest.closestFault {
      let explained = finding.probeCount - closest.unexplained.count
      lines.append(
        "  one explains \(explained) of \(finding.probeCount) probes, and may be a part of it:"
      )
      lines += self.lines(closest.fault, style)
      lines.append("      not " + Self.few(closest.unexplained))
    }
    return lines + (nearest.edit.map { EditText($0).lines(style) } ?? [])
  }

  /// The first few of some names, and how many more there are.
  private static func few(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }

  private func lines(_ fault: FaultMatch, _ style: TerminalStyle) -> [String] {
    ["    " + style.paint(fault.id, .strong) + " in \(fault.dialect): \(fault.summary)"]
      + fault.evidence.prefix(2).map { style.paint("      \($0.shown())", .faint) }
  }

  private func values(_ mismatch: Mismatch) -> TextTable {
    let format = FloatFormat(named: finding.format)
    var table = TextTable([.left, .left, .left])
    func append(_ name: String, _ bits: String?, _ tint: TerminalStyle.Tint = .plain) {
      guard let bits else { return }
      let decimal = NumberText.decimal(hexadecimal: bits, format)
      table.append([.init(name), .init(bits, tint), .init(signed(decimal), tint)])
    }
    append("got", mismatch.observed, .bad)
    table.append(["exact", "", .init(signed(mismatch.exact))])
    append("low", mismatch.low)
    append("high", mismatch.high)
    append("reference", mismatch.reference)
    return table
  }

  /// A column for the sign keeps digits aligned.
  private func signed(_ decimal: String) -> String {
    decimal.hasPrefix("-") ? decimal : " " + decimal
  }
}
