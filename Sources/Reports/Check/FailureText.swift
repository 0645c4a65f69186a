import Formats
import Scenarios
import Vectors
import Verdicts

/// What a person is told of one case that did not conform.
public struct FailureText {
  let verdict: CaseVerdict
  let vectorCase: VectorCase?

  /// Creates the text of `verdict` on `vectorCase`.
  public init(_ verdict: CaseVerdict, of vectorCase: VectorCase?) {
    self.verdict = verdict
    self.vectorCase = vectorCase
  }

  /// The lines: the case, what it is for, and what went wrong.
  public func lines(_ style: TerminalStyle) -> [String] {
    let path = verdict.path.map { " on path \($0)" } ?? ""
    var lines: [String] = []
    func head(_ word: String, _ tint: TerminalStyle.Tint) {
      lines.append(
        style.paint(word, tint) + " " + style.paint(verdict.caseID, .strong) + path)
      if let comment = vectorCase?.comment { lines.append("  \(comment)") }
    }
    switch verdict.outcome {
    case .conforms: head("conforms", .good)
    case .skipped(let reason):
      head("skipped", .warning)
      lines += reason.indentedLines
    case .nothingCompared: head("nothing compared", .warning)
    case .failed(let message):
      head("failed", .bad)
      lines += message.indentedLines
    case .mismatch(let mismatch):
      head("mismatch", .bad)
      lines += describe(mismatch, style)
    }
    return lines
  }

  private func describe(_ mismatch: Mismatch, _ style: TerminalStyle) -> [String] {
    let place = mismatch.place
    let element =
      mismatch.isAbsent ? "" : ", element \(place.element)\(coordinates(of: place))"
    var lines = [
      "  first at step \(place.step): \(place.quantity) of \(place.tensorName)\(element)"
    ]
    if let problem = mismatch.problem { lines.append("  \(problem.shown())") }
    if !mismatch.isAbsent { lines += values(mismatch).lines(style, indent: 4) }
    let outside =
      "outside: \(mismatch.outsideCount) of the \(mismatch.valueCount) values compared "
      + "up to step \(place.step)"
    if mismatch.problem == nil {
      let budget = NumberText.budget(mismatch.minimalBudget)
      let published = NumberText.shortest(GoldenVectors.budget)
      lines.append("  κ* = \(budget), admitted are \(published); \(outside)")
    } else {
      lines.append("  \(outside)")
    }
    if let diagnosis = mismatch.diagnosis {
      lines.append("  " + style.paint(text(of: diagnosis, mismatch), .warning))
    }
    if mismatch.fitsFlushed ?? false {
      lines.append(
        "  all of it is admitted where subnormal numbers are flushed to zero: claim "
          + "\"subnormals\": \"flushed\"")
    }
    return lines
  }

  /// What a common mistake is, and what to do about it.
  private func text(of diagnosis: AnswerDiagnosis, _ mismatch: Mismatch) -> String {
    switch diagnosis {
    case .reversedBytes:
      "with the bytes of every encoding reversed all of it is right: write the most "
        + "significant digit first"
    case .oneStepEarly:
      "each checkpoint has the values of the step before: answer what is there after the "
        + "step, and count steps from 1"
    case .oneStepLate:
      "each checkpoint has the values of the step after: answer before the next step is "
        + "taken, and count steps from 1"
    case .negatedState:
      "with the other sign the state is right: answer it with the sign of SPEC.md, or "
        + "claim \"negated\""
    case .swappedTensors:
      "in another order the tensors are right: answer them in the order of the case"
    case .foreignSlots:
      "the answer has state by the names "
        + (mismatch.foreignSlots ?? []).map { "\"\($0.shown(upTo: 40))\"" }
        .joined(separator: ", ") + ", which are no slots"
    case .missingScalars:
      "a tensor of shape [] has one element, of which there is no value"
    }
  }

  /// The values under each other, digit below digit.
  private func values(_ mismatch: Mismatch) -> TextTable {
    let format = FloatFormat(named: verdict.format)
    var table = TextTable([.left, .left, .left])
    func append(
      _ name: String, _ bits: String?, _ decimal: String?, isWrong: Bool = false
    ) {
      let tint: TerminalStyle.Tint = isWrong ? .bad : .plain
      // A column for the sign keeps the digits aligned.
      let signed = decimal.map { $0.hasPrefix("-") ? $0 : " " + $0 }
      table.append([.init(name), .init(bits ?? "", tint), .init(signed ?? "", tint)])
    }
    func append(_ name: String, encoding: String?, isWrong: Bool = false) {
      append(
        name, encoding, encoding.map { NumberText.decimal(hexadecimal: $0, format) },
        isWrong: isWrong)
    }
    if mismatch.problem == nil, let observed = mismatch.observed {
      append("got", encoding: observed, isWrong: true)
    }
    append("exact", nil, mismatch.exact)
    append("low", encoding: mismatch.low)
    append("high", encoding: mismatch.high)
    append("reference", encoding: mismatch.reference)
    return table
  }

  /// The coordinates of an element in a tensor of two or more axes.
  private func coordinates(of place: ValuePlace) -> String {
    let tensors = vectorCase?.scenario.tensors ?? []
    guard tensors.indices.contains(place.tensor) else { return "" }
    let shape = tensors[place.tensor].shape
    guard shape.count > 1, !shape.contains(0) else { return "" }
    var rest = place.element
    var result: [Int] = []
    for extent in shape.reversed() {
      result.insert(rest % extent, at: 0)
      rest /= extent
    }
    return " = [" + result.map(String.init).joined(separator: ", ") + "]"
  }
}

extension Mismatch {
  /// Whether not a value is wrong, but all of the quantity's are missing.
  var isAbsent: Bool { problem != nil && observed == nil }
}

extension String {
  /// The lines of the text, indented as the body of a failure.
  fileprivate var indentedLines: [String] {
    shownLines().map { "  " + $0 }
  }
}
