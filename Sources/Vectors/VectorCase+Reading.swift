import Dialects
import Formats
import Scenarios

extension VectorCase {
  /// Reads a case of a file.
  ///
  /// - Parameters:
  ///   - dialect: The dialect of the file.
  ///   - format: The storage format of the file.
  ///   - prefix: What identifiers of the file begin with.
  init(
    _ value: JSONValue, of dialect: Dialect, in format: FloatFormat,
    idPrefix prefix: String
  ) throws(VectorError) {
    let object = try JSONObject(
      value, members: "id", "section", "flags", "comment", "scalars", "storage",
      "arithmetic", "master", "stochastic", "stepsBefore", "groups", "steps",
      "generated", "expected")
    let id = try object.string("id")
    guard id.hasPrefix(prefix), id.utf8.count > prefix.utf8.count else {
      throw VectorError(
        location: "id",
        problem: "\"\(id)\" contradicts the header, whose cases are \(prefix)…")
    }
    let scenario = try Scenario(object, dialect: dialect)
    guard scenario.storage == format else {
      throw VectorError(
        location: "storage",
        problem: "\(scenario.storage) contradicts the header's format, \(format)")
    }
    self.init(
      id: id, section: try object.string("section"),
      flags: try object.read("flags") { value throws(VectorError) in
        try value.elements { value throws(VectorError) in try value.string() }
      },
      comment: try object.string("comment"), scenario: scenario,
      expected: try object.read("expected") { value throws(VectorError) in
        let checkpoints = try value.elements { value throws(VectorError) in
          try Checkpoint(value, of: scenario)
        }
        let steps = checkpoints.map(\.step)
        guard !steps.isEmpty, zip(steps, steps.dropFirst()).allSatisfy({ $0 < $1 }) else {
          throw VectorError(
            location: "",
            problem: steps.isEmpty
              ? "nothing is expected; there must be one step at least"
              : "steps must ascend, got \(steps)")
        }
        try scenario.requireState(like: checkpoints[0])
        return checkpoints
      })
  }
}

extension JSONObject {
  /// The text of a member that must be there.
  func string(_ name: String) throws(VectorError) -> String {
    try read(name) { value throws(VectorError) in try value.string() }
  }

  /// A member that must be an integer within a range.
  func integer(
    _ name: String, in range: ClosedRange<Int>
  ) throws(VectorError) -> Int {
    try read(name) { value throws(VectorError) in
      let integer = try value.integer()
      guard range.contains(integer) else {
        let bounds =
          range.upperBound == .max
          ? "at least \(range.lowerBound)"
          : "in \(range.lowerBound) ... \(range.upperBound)"
        throw VectorError(location: "", problem: "must be \(bounds), got \(integer)")
      }
      return integer
    }
  }
}

extension Scenario {
  /// Reads what a case gives, and nothing else.
  init(_ value: JSONValue, of dialect: Dialect) throws(VectorError) {
    try self.init(
      JSONObject(
        value, members: "scalars", "storage", "arithmetic", "master", "stochastic",
        "stepsBefore", "groups", "steps", "generated"), dialect: dialect)
  }

  /// Reads what a case gives, checked.
  fileprivate init(_ object: JSONObject, dialect: Dialect) throws(VectorError) {
    let storage = try object.read("storage") { value throws(VectorError) in
      try value.format()
    }
    let arithmetic = try object.read("arithmetic") { value throws(VectorError) in
      let arithmetic = try value.format()
      guard
        arithmetic.precision >= storage.precision
          && arithmetic.maximumExponent >= storage.maximumExponent
          && arithmetic.smallestSubnormalExponent <= storage.smallestSubnormalExponent
      else {
        throw VectorError(
          location: "", problem: "\(arithmetic) does not hold every value of \(storage)")
      }
      return arithmetic
    }
    let scalars = try object.read("scalars") { value throws(VectorError) in
      let name = try value.string()
      guard let scalars = ScalarPrecision(rawValue: name) else {
        throw VectorError(
          location: "",
          problem: "unknown scalar precision \"\(name)\"; known: wide, working")
      }
      return scalars
    }
    let hasMaster =
      try object.readIfPresent("master") { value throws(VectorError) in
        try value.bool()
      } ?? false
    let stepsBefore = try object.integerIfPresent("stepsBefore") ?? 0
    let groups = try object.read("groups") { value throws(VectorError) in
      try value.elements { value throws(VectorError) in
        try Group(
          value, of: dialect, in: storage, state: hasMaster ? arithmetic : storage,
          stepsBefore: stepsBefore)
      }
    }
    self.init(
      dialect: dialect, scalars: scalars, storage: storage, arithmetic: arithmetic,
      groups: groups, steps: try StepSequence(object, groups: groups, in: storage),
      stepsBefore: stepsBefore, hasMaster: hasMaster,
      stochastic: try object.readIfPresent("stochastic") { value throws(VectorError) in
        let seed = try JSONObject(value, members: "seed")
          .integer("seed", in: 0...Int(UInt32.max))
        return StochasticSource(seed: UInt32(seed))
      })
    guard !isPeriodic || stochastic == nil else {
      throw VectorError(
        location: "stochastic",
        problem: "elements that are rounded with bits of their "
          + "own do not repeat; leave out \"period\"")
    }
  }

  /// Refuses given state whose slots are not those that are expected.
  fileprivate func requireState(
    like checkpoint: Checkpoint<ExpectedValue>
  ) throws(VectorError) {
    for (tensor, expected) in zip(tensors, checkpoint.tensors) {
      guard let past = tensor.past else { continue }
      let slots = expected.state.map(\.slot)
      guard Set(slots) == Set(past.state.keys) else {
        throw VectorError(
          location: "",
          problem: "\"state\" of tensor \(tensor.name) has not the slots that are "
            + "expected of it: \(slots.map(\.rawValue).joined(separator: ", "))")
      }
    }
  }
}

extension Scenario.Group {
  fileprivate init(
    _ value: JSONValue, of dialect: Dialect, in format: FloatFormat, state: FloatFormat,
    stepsBefore: Int
  ) throws(VectorError) {
    let optimizer = dialect.optimizer
    let object = try JSONObject(value, members: "hyperparameters", "schedule", "tensors")
    self.init(
      hyperparameters: try object.read("hyperparameters") { value throws(VectorError) in
        try value.hyperparameters(of: optimizer)
      },
      tensors: try object.read("tensors") { value throws(VectorError) in
        try value.elements { value throws(VectorError) in
          try Scenario.Tensor(
            value, of: dialect, in: format, state: state, stepsBefore: stepsBefore)
        }
      },
      schedule: try object.readIfPresent("schedule", LearningRateSchedule.init))
  }
}

extension JSONValue {
  func hyperparameters(
    of optimizer: OptimizerName
  ) throws(VectorError) -> Hyperparameters {
    let entries = try entries { value throws(VectorError) in try value.number() }
    do throws(DialectError) {
      var values: [Hyperparameter: Double] = [:]
      for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
        guard let hyperparameter = Hyperparameter(rawValue: name) else {
          throw .foreignHyperparameter(name, optimizer)
        }
        values[hyperparameter] = value
      }
      return try Hyperparameters(optimizer, values)
    } catch {
      throw VectorError(error)
    }
  }

  /// An encoding in a format.
  func bits(_ format: FloatFormat) throws(VectorError) -> UInt64 {
    let text = try string()
    do throws(EncodingError) {
      return try format.bits(hexadecimal: text)
    } catch {
      throw VectorError(location: "", problem: error.description)
    }
  }

  /// A list of encodings in a format.
  func bitsList(_ format: FloatFormat) throws(VectorError) -> [UInt64] {
    try elements { value throws(VectorError) in try value.bits(format) }
  }
}

extension StepSequence {
  fileprivate init(
    _ object: JSONObject, groups: [Scenario.Group], in format: FloatFormat
  ) throws(VectorError) {
    let steps = try object.readIfPresent("steps") { value throws(VectorError) in
      let steps = try value.elements { value throws(VectorError) in
        try ScenarioStep(value, groups: groups, in: format)
      }
      guard !steps.isEmpty else {
        throw VectorError(location: "", problem: "there must be one at least")
      }
      try steps.requireOrder(of: groups)
      return StepSequence.listed(steps)
    }
    let generated = try object.readIfPresent("generated") { value throws(VectorError) in
      try StepSequence(generated: value, groups: groups, in: format)
    }
    switch (steps, generated) {
    case (let steps?, nil): self = steps
    case (nil, let steps?):
      guard !groups.contains(where: { $0.tensors.contains(where: \.isPeriodic) }) else {
        throw VectorError(
          location: "generated",
          problem: "generated gradients do not repeat; leave out "
            + "\"period\"")
      }
      self = steps
    default:
      throw VectorError(
        location: "steps", problem: "give either \"steps\" or \"generated\"")
    }
  }

  private init(
    generated value: JSONValue, groups: [Scenario.Group], in format: FloatFormat
  ) throws(VectorError) {
    let object = try JSONObject(value, members: "count", "learningRates", "gradients")
    self = .generated(
      count: try object.integer("count", in: 1...10_000_000),
      learningRates: try object.read("learningRates") { value throws(VectorError) in
        try value.learningRates(of: groups)
      },
      gradients: try object.read("gradients") { value throws(VectorError) in
        let rule = try JSONObject(value, members: "seed", "bits", "exponent")
        return GradientGenerator(
          seed: UInt32(try rule.integer("seed", in: 1...2_147_483_646)),
          bits: try rule.integer("bits", in: 1...min(20, format.precision)),
          exponent: try rule.integer("exponent", in: -2000...2000))
      })
  }
}
