import Dialects
import Formats
import Scenarios

extension VectorFile {
  /// The canonical text of the file: a line for each case's part, so that a
  /// change of one value changes one line.
  package func canonicalText() -> String { json.text(brokenToDepth: 4) }

  private var json: JSONValue {
    .members([
      ("schemaVersion", .integer(GoldenVectors.schemaVersion)),
      ("dataVersion", .string(dataVersion)),
      ("optimizer", .string(dialect.optimizer.rawValue)),
      ("dialect", dialect.json),
      ("format", .string(format.name)),
      ("budget", .number(budget)),
      (
        "notes",
        .members(notes.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
      ),
      ("cases", .array(cases.map(\.json))),
    ])
  }
}

extension Dialect {
  /// The value on each axis, by name.
  package var json: JSONValue {
    .members(
      values.map { ($0.key.rawValue, JSONValue.string($0.value)) }
        .sorted { $0.0 < $1.0 })
  }
}

extension VectorNote {
  fileprivate var json: JSONValue {
    .members([
      ("kind", .string(kind)), ("effect", .string(effect)), ("links", .strings(links)),
    ])
  }
}

extension VectorCase {
  /// The case as it stands in its file.
  package var json: JSONValue {
    .members(
      [
        ("id", .string(id)), ("section", .string(section)), ("flags", .strings(flags)),
        ("comment", .string(comment)),
      ] + scenario.jsonMembers + [
        ("expected", .array(expected.map { $0.json(of: scenario) }))
      ])
  }
}

extension Scenario {
  /// What a case gives, without its dialect: that is the file's.
  package var jsonMembers: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("scalars", .string(scalars.rawValue)), ("storage", .string(storage.name)),
      ("arithmetic", .string(arithmetic.name)),
    ]
    if hasMaster { members.append(("master", .bool(true))) }
    if let stochastic {
      members.append(
        ("stochastic", .members([("seed", .integer(Int(stochastic.seed)))])))
    }
    if stepsBefore > 0 { members.append(("stepsBefore", .integer(stepsBefore))) }
    members.append(
      ("groups", .array(groups.map { $0.json(in: storage, state: stateFormat) })))
    switch steps {
    case .listed(let steps):
      members.append(("steps", .array(steps.map { $0.json(in: storage) })))
    case .generated(let count, let learningRates, let gradients):
      members.append(
        (
          "generated",
          .members([
            ("count", .integer(count)), ("learningRates", rates(learningRates)),
            (
              "gradients",
              .members([
                ("seed", .integer(Int(gradients.seed))),
                ("bits", .integer(gradients.bits)),
                ("exponent", .integer(gradients.exponent)),
              ])
            ),
          ])
        ))
    }
    return members
  }
}

extension Scenario.Group {
  fileprivate func json(in format: FloatFormat, state: FloatFormat) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("hyperparameters", numbers(hyperparameters.given))
    ]
    if let schedule { members.append(("schedule", schedule.json)) }
    members.append(
      (
        "tensors",
        .array(tensors.map { $0.json(in: format, state: state) })
      ))
    return .members(members)
  }
}

extension Scenario.Tensor {
  fileprivate func json(in format: FloatFormat, state: FloatFormat) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(name)), ("shape", .array(shape.map(JSONValue.integer))),
    ]
    if isPeriodic { members.append(("period", .integer(initial.count))) }
    members.append(("initial", encodings(initial, format)))
    if let past {
      members.append(("gradientsBefore", .integer(past.gradientCount)))
      let slots = StateSlot.allCases.compactMap { slot in
        past.state[slot].map { (slot.rawValue, encodings($0, state)) }
      }
      members.append(("state", .members(slots)))
      if let product = past.momentumProduct {
        members.append(("momentumProduct", .number(product)))
      }
    }
    return .members(members)
  }
}

extension ScenarioStep {
  fileprivate func json(in format: FloatFormat) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("gradients", .array(gradients.map { .optional($0) { $0.json(in: format) } })),
      ("learningRates", rates(learningRates)),
    ]
    for (name, holds) in [
      ("restore", before.restores), ("rewind", before.rewinds), ("save", before.saves),
      ("sameGradients", repeatsGradients),
    ] where holds {
      members.append((name, .bool(true)))
    }
    if let built = before.builtWith {
      members.append(("builtWith", .array(built.map { numbers($0.given) })))
    }
    if !changes.isEmpty {
      members.append(
        ("hyperparameters", .array(changes.map { $0.isEmpty ? .null : numbers($0) })))
    }
    return .members(members)
  }
}

extension StepGradient<UInt64> {
  fileprivate func json(in format: FloatFormat) -> JSONValue {
    switch self {
    case .dense(let values): encodings(values, format)
    case .rows(let rows, let values):
      .members([
        ("rows", .array(rows.map(JSONValue.integer))),
        ("values", encodings(values, format)),
      ])
    }
  }
}

extension Checkpoint<ExpectedValue> {
  fileprivate func json(of scenario: Scenario) -> JSONValue {
    .members([
      ("step", .integer(step)),
      (
        "tensors",
        .array(
          tensors.map { tensor in
            .members([
              ("parameter", expectation(tensor.parameter, scenario.storage)),
              (
                "state",
                // In the order of slots in general, which no optimizer changes.
                .members(
                  StateSlot.allCases.compactMap { slot in
                    tensor.values(of: slot).map {
                      (slot.rawValue, expectation($0, scenario.stateFormat))
                    }
                  })
              ),
            ])
          })
      ),
    ])
  }
}

private func expectation(_ values: [ExpectedValue], _ format: FloatFormat) -> JSONValue {
  func bounds(_ enclosures: [BudgetEnclosure]) -> [(String, JSONValue)] {
    func list(_ end: (BudgetEnclosure.Bounds) -> UInt64) -> JSONValue {
      .array(
        enclosures.map { enclosure in
          .optional(enclosure.bounds.map(end)) { .string(format.hexadecimal($0)) }
        })
    }
    return [("low", list(\.low)), ("high", list(\.high))]
  }
  var members: [(String, JSONValue)] = [
    ("exact", .strings(values.map(\.exact))),
    ("nearest", encodings(values.map(\.nearest), format)),
  ]
  members += bounds(values.map(\.enclosure))
  if values.contains(where: { $0.flushed != nil }) {
    members.append(
      ("flushed", .members(bounds(values.map { $0.flushed ?? $0.enclosure }))))
  }
  members += [
    ("reference", encodings(values.map(\.reference), format)),
    ("unit", rates(values.map(\.unit))),
  ]
  return .members(members)
}

private func numbers(_ values: [Hyperparameter: Double]) -> JSONValue {
  .members(
    values.map { ($0.key.rawValue, JSONValue.number($0.value)) }.sorted { $0.0 < $1.0 })
}

private func rates(_ rates: [Double?]) -> JSONValue {
  .array(rates.map { .optional($0, JSONValue.number) })
}

private func encodings(_ values: [UInt64], _ format: FloatFormat) -> JSONValue {
  .strings(values.lazy.map(format.hexadecimal))
}
