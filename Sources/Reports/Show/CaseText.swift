import Dialects
import Formats
import Rules
import Vectors

/// One golden vector in full, for people.
public struct CaseText {
  let vectorCase: VectorCase
  let dialect: Dialect

  /// Creates the text of a case of `dialect`.
  public init(_ vectorCase: VectorCase, dialect: Dialect) {
    self.vectorCase = vectorCase
    self.dialect = dialect
  }

  /// The lines: what the case is for, what is given, and what is expected.
  public func lines(_ style: TerminalStyle) -> [String] {
    var lines = [style.paint(vectorCase.id, .strong), vectorCase.comment, ""]
    var facts = TextTable([.left, .left])
    facts.append(["section", .init("SPEC.md §\(vectorCase.section)")])
    facts.append(["flags", .init(vectorCase.flags.joined(separator: ", "))])
    facts.append(["dialect", .init("\(dialect)")])
    facts.append(["scalars", .init(vectorCase.scalars)])
    facts.append(["storage", .init(vectorCase.storage)])
    facts.append(["arithmetic", .init(vectorCase.arithmetic)])
    lines += facts.lines(style)
    for (index, group) in vectorCase.groups.enumerated() {
      lines += [""] + self.group(group, index, style)
    }
    lines += [""] + steps(style)
    for checkpoint in vectorCase.expected ?? [] { lines += expected(checkpoint, style) }
    return lines
  }

  private var format: FloatFormat? { FloatFormat(named: vectorCase.storage) }

  private var tensorNames: [String] {
    vectorCase.groups.flatMap { $0.tensors.map(\.name) }
  }

  private func group(
    _ group: VectorGroup, _ index: Int, _ style: TerminalStyle
  ) -> [String] {
    var lines = [style.paint("group \(index)", .strong)]
    var table = TextTable([.left, .left, .left])
    for name in dialect.optimizer.definition.hyperparameters {
      guard let value = group.hyperparameters[name.rawValue] else { continue }
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
      let values = tensor.initial.map { NumberText.decimal(hexadecimal: $0, format) }
      lines.append("  \(tensor.name) [\(shape)] starts at")
      lines += wrapped(values, style, indent: 4)
    }
    return lines
  }

  private func steps(_ style: TerminalStyle) -> [String] {
    if let generated = vectorCase.generated {
      let generator = generated.gradients
      return [
        style.paint(NumberText.count(generated.count, "step"), .strong)
          + " at η = \(rates(generated.learningRates)), gradients drawn from seed "
          + "\(generator.seed): \(generator.bits) bits × 2^\(generator.exponent)"
      ]
    }
    var lines: [String] = []
    for (index, step) in (vectorCase.steps ?? []).enumerated() {
      let restore = step.restore ?? false ? ", after saving and restoring" : ""
      lines.append(
        style.paint("step \(index + 1)", .strong)
          + " at η = \(rates(step.learningRates))\(restore)")
      for (name, gradient) in zip(tensorNames, step.gradients) {
        guard let gradient else {
          lines.append("  \(name) has no gradient")
          continue
        }
        var rows = ""
        if case .rows(let indices, _) = gradient {
          rows = ", rows " + indices.map(String.init).joined(separator: " ")
        }
        lines.append("  gradient of \(name)\(rows)")
        lines += wrapped(
          gradient.values.map { NumberText.decimal(hexadecimal: $0, format) }, style,
          indent: 4)
      }
    }
    return lines
  }

  private func expected(
    _ checkpoint: ExpectedCheckpoint, _ style: TerminalStyle
  ) -> [String] {
    var lines = ["", style.paint("expected after step \(checkpoint.step)", .strong)]
    for (name, tensor) in zip(tensorNames, checkpoint.tensors) {
      for slot in StateSlot.allCases {
        guard let quantity = tensor.state[slot.rawValue] else { continue }
        lines.append("  \(slot.rawValue) \(slot.symbol) of \(name)")
        lines += table(quantity).lines(style, indent: 4)
      }
      lines.append("  \(name)")
      lines += table(tensor.parameter).lines(style, indent: 4)
    }
    return lines
  }

  private func table(_ quantity: ExpectedQuantity) -> TextTable {
    var table = TextTable([.right, .left, .left, .left, .left, .left])
    table.append(
      ["", " exact", "nearest", "low", "high", "reference"].map { .init($0, .faint) })
    for index in quantity.exact.indices {
      let exact = quantity.exact[index]
      table.append([
        .init("\(index)"), .init(exact.hasPrefix("-") ? exact : " " + exact),
        .init(quantity.nearest[index]), .init(quantity.low[index] ?? "any"),
        .init(quantity.high[index] ?? "any"), .init(quantity.reference[index]),
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
