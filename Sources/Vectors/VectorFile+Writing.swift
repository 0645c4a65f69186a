import Dialects
import Formats
import Scenarios

extension VectorFile {
  /// The canonical text of the file: a line for each case's part, so that a
  /// change of one value changes one line.
  package func canonicalText() -> String { json.text(brokenToDepth: 5) }

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
    members.append(("groups", .array(groups.map { $0.json(in: storage) })))
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
  fileprivate func json(in format: FloatFormat) -> JSONValue {
    let given = hyperparameters.given.map {
      ($0.key.rawValue, JSONValue.number($0.value))
    }
    var members: [(String, JSONValue)] = [
      ("hyperparameters", .members(given.sorted { $0.0 < $1.0 }))
    ]
    if let schedule { members.append(("schedule", schedule.json)) }
    members.append(
      (
        "tensors",
        .array(
          tensors.map { tensor in
            .members([
              ("name", .string(tensor.name)),
              ("shape", .array(tensor.shape.map(JSONValue.integer))),
              ("initial", encodings(tensor.initial, format)),
            ])
          })
      ))
    return .members(members)
  }
}

extension ScenarioStep {
  fileprivate func json(in format: FloatFormat) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("gradients", .array(gradients.map { .optional($0) { $0.json(in: format) } })),
      ("learningRates", rates(learningRates)),
    ]
    if restores { members.append(("restore", .bool(true))) }
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
  func bound(_ bits: UInt64?) -> JSONValue {
    .optional(bits) { .string(format.hexadecimal($0)) }
  }
  return .members([
    ("exact", .strings(values.map(\.exact))),
    ("nearest", encodings(values.map(\.nearest), format)),
    ("low", .array(values.map { bound($0.enclosure.bounds?.low) })),
    ("high", .array(values.map { bound($0.enclosure.bounds?.high) })),
    ("reference", encodings(values.map(\.reference), format)),
    ("unit", rates(values.map(\.unit))),
  ])
}

private func rates(_ rates: [Double?]) -> JSONValue {
  .array(rates.map { .optional($0, JSONValue.number) })
}

private func encodings(_ values: [UInt64], _ format: FloatFormat) -> JSONValue {
  .strings(values.lazy.map(format.hexadecimal))
}
