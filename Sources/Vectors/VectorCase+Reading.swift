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
      "arithmetic", "master", "stochastic", "groups", "steps", "generated", "expected")
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
    let groups = try object.read("groups") { value throws(VectorError) in
      try value.elements { value throws(VectorError) in
        try Group(value, of: dialect.optimizer, in: storage)
      }
    }
    self.init(
      dialect: dialect, scalars: scalars, storage: storage, arithmetic: arithmetic,
      groups: groups, steps: try StepSequence(object, groups: groups, in: storage),
      hasMaster: try object.readIfPresent("master") { value throws(VectorError) in
        try value.bool()
      } ?? false,
      stochastic: try object.readIfPresent("stochastic") { value throws(VectorError) in
        let seed = try JSONObject(value, members: "seed")
          .integer("seed", in: 0...Int(UInt32.max))
        return StochasticSource(seed: UInt32(seed))
      })
  }
}

extension Scenario.Group {
  fileprivate init(
    _ value: JSONValue, of optimizer: OptimizerName, in format: FloatFormat
  ) throws(VectorError) {
    let object = try JSONObject(value, members: "hyperparameters", "schedule", "tensors")
    self.init(
      hyperparameters: try object.read("hyperparameters") { value throws(VectorError) in
        try value.hyperparameters(of: optimizer)
      },
      tensors: try object.read("tensors") { value throws(VectorError) in
        try value.elements { value throws(VectorError) in
          try Scenario.Tensor(value, in: format)
        }
      },
      schedule: try object.readIfPresent("schedule", LearningRateSchedule.init))
  }
}

extension JSONValue {
  fileprivate func hyperparameters(
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
  fileprivate func bitsList(_ format: FloatFormat) throws(VectorError) -> [UInt64] {
    try elements { value throws(VectorError) in try value.bits(format) }
  }
}

extension Scenario.Tensor {
  private static let largestRank = 16
  private static let largestSize = 1 << 30

  fileprivate init(_ value: JSONValue, in format: FloatFormat) throws(VectorError) {
    let object = try JSONObject(value, members: "name", "shape", "initial")
    let shape = try object.read("shape") { value throws(VectorError) in
      let shape = try value.elements { value throws(VectorError) in try value.integer() }
      guard shape.allSatisfy({ $0 >= 0 }) else {
        throw VectorError(
          location: "", problem: "extents must be at least 0, got \(shape)")
      }
      // A row of an empty tensor has a size as well, so zeros do not count.
      let size = shape.reduce((1, false)) { partial, extent in
        let product = partial.0.multipliedReportingOverflow(by: max(extent, 1))
        return (product.partialValue, partial.1 || product.overflow)
      }
      guard !size.1, size.0 <= Self.largestSize, shape.count <= Self.largestRank else {
        throw VectorError(
          location: "",
          problem:
            "a tensor may have \(Self.largestRank) extents whose product is at most "
            + "\(Self.largestSize)")
      }
      return shape
    }
    let initial = try object.read("initial") { value throws(VectorError) in
      let initial = try value.bitsList(format)
      let count = shape.reduce(1, *)
      guard count == initial.count else {
        throw VectorError(
          location: "",
          problem: "the shape \(shape) needs \(count) values, but \(initial.count) are "
            + "given")
      }
      return initial
    }
    self.init(name: try object.string("name"), shape: shape, initial: initial)
  }
}

extension StepSequence {
  fileprivate init(
    _ object: JSONObject, groups: [Scenario.Group], in format: FloatFormat
  ) throws(VectorError) {
    let shapes = groups.flatMap { $0.tensors.map(\.shape) }
    let steps = try object.readIfPresent("steps") { value throws(VectorError) in
      let steps = try value.elements { value throws(VectorError) in
        try ScenarioStep(value, shapes: shapes, groups: groups, in: format)
      }
      guard !steps.isEmpty else {
        throw VectorError(location: "", problem: "there must be one at least")
      }
      return StepSequence.listed(steps)
    }
    let generated = try object.readIfPresent("generated") { value throws(VectorError) in
      try StepSequence(generated: value, groups: groups, in: format)
    }
    switch (steps, generated) {
    case (let steps?, nil): self = steps
    case (nil, let steps?): self = steps
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

extension ScenarioStep {
  fileprivate init(
    _ value: JSONValue, shapes: [[Int]], groups: [Scenario.Group], in format: FloatFormat
  ) throws(VectorError) {
    let object = try JSONObject(value, members: "gradients", "learningRates", "restore")
    let gradients = try object.read("gradients") { value throws(VectorError) in
      var rest = shapes[...]
      let gradients = try value.elements { value throws(VectorError) in
        let shape = rest.popFirst() ?? []
        return try value.orNull { value throws(VectorError) in
          try value.gradient(of: shape, in: format)
        }
      }
      guard gradients.count == shapes.count else {
        throw VectorError(
          location: "",
          problem: "\(gradients.count) gradients for \(shapes.count) tensors")
      }
      return gradients
    }
    self.init(
      gradients: gradients,
      learningRates: try object.read("learningRates") { value throws(VectorError) in
        try value.learningRates(of: groups)
      },
      restores: try object.readIfPresent("restore") { value throws(VectorError) in
        try value.bool()
      } ?? false)
  }
}

extension JSONValue {
  /// In JSON a gradient is a list of values, or an object with `rows` and `values`.
  fileprivate func gradient(
    of shape: [Int], in format: FloatFormat
  ) throws(VectorError) -> StepGradient<UInt64> {
    guard case .object = self else {
      let values = try bitsList(format)
      let size = shape.reduce(1, *)
      guard values.count == size else {
        throw VectorError(
          location: "", problem: "\(values.count) values for a tensor of \(size)")
      }
      return .dense(values)
    }
    let object = try JSONObject(self, members: "rows", "values")
    guard let extent = shape.first else {
      throw VectorError(location: "", problem: "a scalar has no rows")
    }
    let rows = try object.read("rows") { value throws(VectorError) in
      try value.elements { value throws(VectorError) in
        let row = try value.integer()
        guard (0..<extent).contains(row) else {
          throw VectorError(
            location: "", problem: "row \(row) is not one of the \(extent) rows")
        }
        return row
      }
    }
    let size = rows.count * shape.dropFirst().reduce(1, *)
    return .rows(
      rows,
      values: try object.read("values") { value throws(VectorError) in
        let values = try value.bitsList(format)
        guard values.count == size else {
          throw VectorError(
            location: "",
            problem: "\(rows.count) rows of the shape \(shape) need \(size) values, "
              + "but \(values.count) are given")
        }
        return values
      })
  }

  /// The learning rate of each group; null for a group with a schedule.
  fileprivate func learningRates(
    of groups: [Scenario.Group]
  ) throws(VectorError) -> [Double?] {
    let rates = try elements { value throws(VectorError) in
      try value.orNull { value throws(VectorError) in
        let rate = try value.number()
        guard Hyperparameter.learningRate.domain.contains(rate) else {
          throw VectorError(DialectError.outsideDomain(.learningRate, rate))
        }
        return rate
      }
    }
    guard rates.count == groups.count else {
      throw VectorError(
        location: "",
        problem: "\(rates.count) learning rates for \(groups.count) groups")
    }
    for (rate, group) in zip(rates, groups)
    where (rate == nil) != (group.schedule != nil) {
      throw VectorError(
        location: "",
        problem: rate == nil
          ? "a group without a schedule needs a learning rate"
          : "a group with a schedule takes no learning rate")
    }
    return rates
  }
}
