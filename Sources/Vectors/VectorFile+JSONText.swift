import Dialects
import Scenarios

extension VectorFile {
  /// The canonical text of the file: a line for each case's part, so that a
  /// change of one value changes one line.
  package func canonicalText() -> String { json.text(brokenToDepth: 5) }

  private var json: JSONText {
    .object([
      ("schemaVersion", .integer(schemaVersion)),
      ("dataVersion", .string(dataVersion)),
      ("optimizer", .string(optimizer)),
      ("dialect", .object(byKey(dialect) { .string($0) })),
      ("format", .string(format)),
      ("budget", .number(budget)),
      ("notes", .object(byKey(notes, \.json))),
      ("cases", .array(cases.map(\.json))),
    ])
  }
}

extension VectorNote {
  fileprivate var json: JSONText {
    .object([
      ("kind", .string(kind)), ("effect", .string(effect)), ("links", strings(links)),
    ])
  }
}

extension VectorCase {
  fileprivate var json: JSONText {
    var members: [(String, JSONText)] = [
      ("id", .string(id)), ("section", .string(section)), ("flags", strings(flags)),
      ("comment", .string(comment)), ("scalars", .string(scalars)),
      ("storage", .string(storage)), ("arithmetic", .string(arithmetic)),
    ]
    if let master { members.append(("master", .bool(master))) }
    if let stochastic {
      members.append(("stochastic", .object([("seed", .integer(Int(stochastic.seed)))])))
    }
    members.append(("groups", .array(groups.map(\.json))))
    if let steps { members.append(("steps", .array(steps.map(\.json)))) }
    if let generated { members.append(("generated", generated.json)) }
    if let expected { members.append(("expected", .array(expected.map(\.json)))) }
    return .object(members)
  }
}

extension VectorGroup {
  fileprivate var json: JSONText {
    var members: [(String, JSONText)] = [
      ("hyperparameters", .object(byKey(hyperparameters) { .number($0) }))
    ]
    if let schedule { members.append(("schedule", schedule.json)) }
    members.append(
      (
        "tensors",
        .array(
          tensors.map { tensor in
            .object([
              ("name", .string(tensor.name)),
              ("shape", .array(tensor.shape.map(JSONText.integer))),
              ("initial", strings(tensor.initial)),
            ])
          })
      ))
    return .object(members)
  }
}

extension VectorStep {
  fileprivate var json: JSONText {
    var members: [(String, JSONText)] = [
      ("gradients", .array(gradients.map { $0.map(\.json) ?? .null })),
      ("learningRates", rates(learningRates)),
    ]
    if let restore { members.append(("restore", .bool(restore))) }
    return .object(members)
  }
}

extension VectorGeneratedSteps {
  fileprivate var json: JSONText {
    .object([
      ("count", .integer(count)),
      ("learningRates", rates(learningRates)),
      (
        "gradients",
        .object([
          ("seed", .integer(Int(gradients.seed))), ("bits", .integer(gradients.bits)),
          ("exponent", .integer(gradients.exponent)),
        ])
      ),
    ])
  }
}

extension ExpectedCheckpoint {
  fileprivate var json: JSONText {
    .object([
      ("step", .integer(step)),
      (
        "tensors",
        .array(
          tensors.map { tensor in
            .object([
              ("parameter", tensor.parameter.json),
              ("state", .object(bySlot(tensor.state))),
            ])
          })
      ),
    ])
  }

  /// Slots in the order in which a step computes them.
  private func bySlot(_ state: [String: ExpectedQuantity]) -> [(String, JSONText)] {
    StateSlot.allCases.compactMap { slot in
      state[slot.rawValue].map { (slot.rawValue, $0.json) }
    }
  }
}

extension ExpectedQuantity {
  fileprivate var json: JSONText {
    .object([
      ("exact", strings(exact)), ("nearest", strings(nearest)),
      ("low", .array(low.map { $0.map(JSONText.string) ?? .null })),
      ("high", .array(high.map { $0.map(JSONText.string) ?? .null })),
      ("reference", strings(reference)),
      ("unit", .array(unit.map { $0.map(JSONText.number) ?? .null })),
    ])
  }
}

extension StepGradient<String> {
  fileprivate var json: JSONText {
    switch self {
    case .dense(let values): strings(values)
    case .rows(let rows, let values):
      .object([
        ("rows", .array(rows.map(JSONText.integer))), ("values", strings(values)),
      ])
    }
  }
}

extension LearningRateSchedule {
  fileprivate var json: JSONText {
    let members: [(String, JSONText)] =
      switch self {
      case .constant: []
      case .step(let period, let factor):
        [("period", .integer(period)), ("factor", .number(factor))]
      case .multiStep(let milestones, let factor):
        [
          ("milestones", .array(milestones.map(JSONText.integer))),
          ("factor", .number(factor)),
        ]
      case .exponential(let factor): [("factor", .number(factor))]
      case .polynomial(let total, let power, let floor):
        [
          ("total", .integer(total)), ("power", .number(power)),
          ("floor", .number(floor)),
        ]
      case .cosine(let total, let floor, let afterEnd):
        [
          ("total", .integer(total)), ("floor", .number(floor)),
          ("afterEnd", .string(afterEnd.rawValue)),
        ]
      case .inverseSquareRoot(let length): [("length", .integer(length))]
      case .warmUp(let length, let start, let next):
        [("length", .integer(length)), ("start", .number(start)), ("next", next.json)]
      }
    return .object([("kind", .string(kind.rawValue))] + members)
  }
}

private func rates(_ rates: [Double?]) -> JSONText {
  .array(rates.map { $0.map(JSONText.number) ?? .null })
}

private func strings(_ values: [String]) -> JSONText {
  .array(values.map(JSONText.string))
}

private func byKey<Value>(
  _ dictionary: [String: Value], _ json: (Value) -> JSONText
) -> [(String, JSONText)] {
  dictionary.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) }
}
