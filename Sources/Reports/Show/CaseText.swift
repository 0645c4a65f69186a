import Dialects
import Formats
import Rules
import Scenarios
import Vectors

/// One golden vector in full, for people.
public struct CaseText {
  let vectorCase: VectorCase

  /// Creates the text of a case.
  public init(_ vectorCase: VectorCase) { self.vectorCase = vectorCase }

  private var scenario: Scenario { vectorCase.scenario }

  /// The lines: what the case is for, what is given, and what is expected.
  public func lines(_ style: TerminalStyle) -> [String] {
    var lines = [style.paint(vectorCase.id, .strong), vectorCase.comment, ""]
    var facts = TextTable([.left, .left])
    facts.append(["section", .init("SPEC.md §\(vectorCase.section)")])
    facts.append(["flags", .init(vectorCase.flags.joined(separator: ", "))])
    facts.append(["dialect", .init("\(scenario.dialect)")])
    facts.append(["scalars", .init(scenario.scalars.rawValue)])
    facts.append(["storage", .init(scenario.storage.name)])
    facts.append(["arithmetic", .init(scenario.arithmetic.name)])
    lines += facts.lines(style)
    for (index, group) in scenario.groups.enumerated() {
      lines += [""] + self.group(group, index, style)
    }
    lines += [""] + steps(style)
    for checkpoint in vectorCase.expected { lines += expected(checkpoint, style) }
    return lines
  }

  private func decimals(_ values: [UInt64]) -> [String] {
    values.map { NumberText.decimal($0, scenario.storage) }
  }

  private func group(
    _ group: Scenario.Group, _ index: Int, _ style: TerminalStyle
  ) -> [String] {
    var lines = [style.paint("group \(index)", .strong)]
    var table = TextTable([.left, .left, .left])
    for name in scenario.dialect.optimizer.definition.hyperparameters {
      guard let value = group.hyperparameters.given[name] else { continue }
      table.append([
        .init(name.rawValue), .init(name.symbol), .init(NumberText.shortest(value)),
      ])
    }
    lines += table.lines(style, indent: 2)
    if let schedule = group.schedule {
      lines.append("  the learning rate follows a schedule: \(schedule)")
    }
    for tensor in group.tensors {
      let shape = tensor.shape.map(String.init).joined(separator: " × ")
      lines.append("  \(tensor.name) [\(shape)] starts at")
      lines += wrapped(decimals(tensor.initial), style, indent: 4)
    }
    return lines
  }

  private func steps(_ style: TerminalStyle) -> [String] {
    switch scenario.steps {
    case .generated(let count, let learningRates, let gradients):
      return [
        style.paint(NumberText.count(count, "step"), .strong)
          + " at η = \(rates(learningRates)), gradients drawn from seed "
          + "\(gradients.seed): \(gradients.bits) bits × 2^\(gradients.exponent)"
      ]
    case .listed(let steps):
      return steps.enumerated().flatMap { step($1, $0 + 1, style) }
    }
  }

  private func step(
    _ step: ScenarioStep, _ number: Int, _ style: TerminalStyle
  ) -> [String] {
    let restore = step.before.restores ? ", after saving and restoring" : ""
    var lines = [
      style.paint("step \(number)", .strong)
        + " at η = \(rates(step.learningRates))\(restore)"
    ]
    for (tensor, gradient) in zip(scenario.tensors, step.gradients) {
      guard let gradient else {
        lines.append("  \(tensor.name) has no gradient")
        continue
      }
      var rows = ""
      if case .rows(let indices, _) = gradient {
        rows = ", rows " + indices.map(String.init).joined(separator: " ")
      }
      lines.append("  gradient of \(tensor.name)\(rows)")
      lines += wrapped(decimals(gradient.values), style, indent: 4)
    }
    return lines
  }

  private func expected(
    _ checkpoint: Checkpoint<ExpectedValue>, _ style: TerminalStyle
  ) -> [String] {
    var lines = ["", style.paint("expected after step \(checkpoint.step)", .strong)]
    for (tensor, values) in zip(scenario.tensors, checkpoint.tensors) {
      for (slot, values) in values.state {
        lines.append("  \(slot.rawValue) \(slot.symbol) of \(tensor.name)")
        lines += table(values, scenario.stateFormat).lines(style, indent: 4)
      }
      lines.append("  \(tensor.name)")
      lines += table(values.parameter, scenario.storage).lines(style, indent: 4)
    }
    return lines
  }

  private func table(_ values: [ExpectedValue], _ format: FloatFormat) -> TextTable {
    var table = TextTable([.right, .left, .left, .left, .left, .left])
    table.append(
      ["", " exact", "nearest", "low", "high", "reference"].map { .init($0, .faint) })
    for (index, value) in values.enumerated() {
      let bounds = value.enclosure.bounds
      table.append([
        .init("\(index)"),
        .init(value.exact.hasPrefix("-") ? value.exact : " " + value.exact),
        .init(format.hexadecimal(value.nearest)),
        .init(bounds.map { format.hexadecimal($0.low) } ?? "any"),
        .init(bounds.map { format.hexadecimal($0.high) } ?? "any"),
        .init(format.hexadecimal(value.reference)),
      ])
    }
    return table
  }

  private func rates(_ rates: [Double?]) -> String {
    rates.map { $0.map(NumberText.shortest) ?? "scheduled" }.joined(separator: ", ")
  }

  /// Words set in lines, each as wide as the widest.
  private func wrapped(_ words: [String], _ style: TerminalStyle, indent: Int) -> [String]
  {
    guard let width = words.map(\.count).max() else {
      return [String(repeating: " ", count: indent) + "(no elements)"]
    }
    let columns = max(1, ((style.width ?? 90) - indent + 2) / (width + 2))
    return stride(from: 0, to: words.count, by: columns).map { first in
      let row = words[first..<min(first + columns, words.count)]
      return String(repeating: " ", count: indent)
        + row.map { $0.padded(to: width, .right) }
        .joined(separator: "  ")
    }
  }
}
