import Dialects
import Formats
import Verdicts

/// One case step by step, for people: exact against got, digit below digit.
public struct ExplanationText {
  let explanation: Explanation

  /// Creates the text of `explanation`.
  public init(_ explanation: Explanation) { self.explanation = explanation }

  /// The number of significant digits that are shown.
  static let digits = 17

  /// The lines: the case, the rule, the steps, and the verdict.
  public func lines(_ style: TerminalStyle) -> [String] {
    let path = explanation.path.map { " on path \($0)" } ?? ""
    var lines = [
      style.paint(explanation.caseID, .strong),
      explanation.comment,
      "answered by \(explanation.implementation)\(path); \(formats)",
      "element \(explanation.element) of \(explanation.tensor)",
      "",
    ]
    lines += explanation.formula.map { style.paint("  \($0)", .faint) }
    for step in explanation.steps { lines += [""] + self.step(step, style) }
    if let last = explanation.steps.last, !last.scalars.isEmpty {
      lines += ["", "scalars of step \(last.number), in binary64"]
      lines += scalars(last.scalars).lines(style, indent: 2)
    }
    return lines + ["", verdict(style)]
  }

  private var formats: String {
    let (storage, arithmetic) = (explanation.storage, explanation.arithmetic)
    return storage == arithmetic
      ? "\(storage), scalars \(explanation.scalars)"
      : "\(storage) computed in \(arithmetic), scalars \(explanation.scalars)"
  }

  private func step(_ step: Explanation.Step, _ style: TerminalStyle) -> [String] {
    var facts: [String] = []
    facts.append(
      step.learningRate.map { "η = \(NumberText.shortest($0))" } ?? "η scheduled")
    if let clock = step.clock { facts.append("t = \(clock)") }
    facts.append(
      step.clock == nil
        ? "no gradient"
        : step.gradients.isEmpty
          ? "its row is not listed" : "g = \(step.gradients.joined(separator: " and "))")
    if step.isRestored { facts.append("saved and restored before") }
    var lines = [
      style.paint("step \(step.number)", .strong) + "  " + facts.joined(separator: ", ")
    ]
    for quantity in step.quantities { lines += self.quantity(quantity, style) }
    return lines
  }

  private func quantity(
    _ quantity: Explanation.Quantity, _ style: TerminalStyle
  ) -> [String] {
    let symbol = StateSlot(rawValue: quantity.name)?.symbol ?? "θ"
    let name = symbol.padded(to: 4) + quantity.name.padded(to: 20)
    let exact = DigitText(exact: quantity.exact, digits: Self.digits).text
    guard let got = quantity.got else {
      return ["  \(name)exact  \(exact)", "  \("".padded(to: 24))not answered"]
    }
    let answered = DigitText(got, format, digits: Self.digits).text
    let agreeing = zip(exact, answered).prefix { $0 == $1 }.count
    let tint: TerminalStyle.Tint = quantity.isAdmitted ? .plain : .bad
    let budget =
      quantity.minimalBudget.map { "κ* = \(NumberText.budget($0))" }
      ?? (quantity.isAdmitted ? "" : "κ* = ∞")
    let verdict =
      quantity.low == nil
      ? "no bounds: any value is admitted" : quantity.isAdmitted ? "inside" : "outside"
    var lines = [
      "  \(name)exact  \(exact)",
      "  " + "".padded(to: 24) + "got    "
        + style.paint(String(answered.prefix(agreeing)), .faint)
        + style.paint(String(answered.dropFirst(agreeing)), tint) + "  "
        + style.paint(
          [budget, verdict].filter { !$0.isEmpty }.joined(separator: ", "), tint),
    ]
    if exact != answered, !quantity.isAdmitted {
      // Where there is no colour, the first digit that differs has a mark below.
      lines.append(
        style.paint(String(repeating: " ", count: 33 + agreeing) + "^", tint))
    }
    return lines
  }

  private var format: FloatFormat? { FloatFormat(named: explanation.storage) }

  private func scalars(_ scalars: [Explanation.ScalarValue]) -> TextTable {
    var table = TextTable([.left, .left])
    for scalar in scalars {
      table.append([
        .init(scalar.formula),
        .init(NumberText.scientific(scalar.value, digits: Self.digits)),
      ])
    }
    return table
  }

  private func verdict(_ style: TerminalStyle) -> String {
    guard let first = explanation.first else {
      return style.paint("every value of the case is inside its enclosure", .good)
    }
    return style.paint(
      "wrong since step \(first.step): \(first.quantity) of \(first.tensorName), "
        + "element \(first.element)", .bad)
  }
}
