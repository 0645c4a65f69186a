import Dialects
import Formats
import Scenarios

extension ScenarioStep {
  init(
    _ value: JSONValue, groups: [Scenario.Group], in format: FloatFormat
  ) throws(VectorError) {
    let object = try JSONObject(
      value, members: "gradients", "learningRates", "restore", "rewind", "save",
      "builtWith", "hyperparameters", "sameGradients")
    let tensors = groups.flatMap(\.tensors)
    let gradients = try object.read("gradients") { value throws(VectorError) in
      var rest = tensors[...]
      let gradients = try value.elements { value throws(VectorError) in
        let tensor = rest.popFirst()
        return try value.orNull { value throws(VectorError) in
          guard let tensor else { return StepGradient<UInt64>.dense([]) }
          return try value.gradient(of: tensor, in: format)
        }
      }
      guard gradients.count == tensors.count else {
        throw VectorError(
          location: "",
          problem: "\(gradients.count) gradients for \(tensors.count) tensors")
      }
      return gradients
    }
    self.init(
      gradients: gradients,
      learningRates: try object.read("learningRates") { value throws(VectorError) in
        try value.learningRates(of: groups)
      },
      before: try Interruption(object, groups: groups),
      changes: try object.readIfPresent("hyperparameters") { value throws(VectorError) in
        try value.changes(of: groups)
      } ?? [],
      repeatsGradients: try object.flag("sameGradients"))
  }
}

extension ScenarioStep.Interruption {
  fileprivate init(
    _ object: JSONObject, groups: [Scenario.Group]
  ) throws(VectorError) {
    self.init(
      restores: try object.flag("restore"), rewinds: try object.flag("rewind"),
      saves: try object.flag("save"),
      builtWith: try object.readIfPresent("builtWith") { value throws(VectorError) in
        var rest = groups[...]
        let built = try value.elements { value throws(VectorError) in
          guard let group = rest.popFirst() else {
            throw VectorError(location: "", problem: "there is no such group")
          }
          return try value.hyperparameters(of: group.hyperparameters.optimizer)
        }
        guard built.count == groups.count else {
          throw VectorError(
            location: "", problem: "\(built.count) entries for \(groups.count) groups")
        }
        return built
      })
    guard !(restores && rewinds) else {
      throw VectorError(
        location: "rewind", problem: "a step has \"restore\" or \"rewind\", not both")
    }
    guard builtWith == nil || restores || rewinds else {
      throw VectorError(
        location: "builtWith", problem: "it belongs to \"restore\" or \"rewind\"")
    }
  }
}

extension [ScenarioStep] {
  /// Refuses steps that contradict those before them.
  func requireOrder(of groups: [Scenario.Group]) throws(VectorError) {
    var hasSaved = false
    var course = HyperparameterCourse(of: groups)
    for (index, step) in enumerated() {
      func refuse(_ member: String, _ problem: String) -> VectorError {
        VectorError(location: "[\(index)].\(member)", problem: problem)
      }
      if step.before.rewinds && !hasSaved {
        throw refuse("rewind", "nothing has been kept: no step before has \"save\"")
      }
      hasSaved = hasSaved || step.before.saves
      if step.repeatsGradients, index == 0 || self[index - 1].gradients != step.gradients
      {
        throw refuse("sameGradients", "the gradients are not those of the step before")
      }
      course.pass(step.before)
      do throws(DialectError) {
        try course.take(step.changes)
      } catch {
        throw refuse("hyperparameters", error.description)
      }
      let keepsBuffers = zip(course.present, groups).allSatisfy { present, group in
        (present[.momentum] == 0) == (group.hyperparameters[.momentum] == 0)
      }
      guard keepsBuffers else {
        throw refuse(
          "hyperparameters",
          "momentum may not become 0, nor cease to be: its buffer would end or begin")
      }
    }
  }
}

extension JSONObject {
  /// A member that is true or left out.
  fileprivate func flag(_ name: String) throws(VectorError) -> Bool {
    try readIfPresent(name) { value throws(VectorError) in try value.bool() } ?? false
  }

  /// A positive count that may be left out.
  func integerIfPresent(_ name: String) throws(VectorError) -> Int? {
    try readIfPresent(name) { value throws(VectorError) in
      let integer = try value.integer()
      guard (1...1 << 40).contains(integer) else {
        throw VectorError(
          location: "", problem: "must be in 1 ... 2^40, got \(integer)")
      }
      return integer
    }
  }
}

extension JSONValue {
  /// For each group what changes; null where nothing does.
  fileprivate func changes(
    of groups: [Scenario.Group]
  ) throws(VectorError) -> [[Hyperparameter: Double]] {
    let changes = try elements { value throws(VectorError) in
      try value.orNull { value throws(VectorError) in try value.changes() } ?? [:]
    }
    guard changes.count == groups.count else {
      throw VectorError(
        location: "", problem: "\(changes.count) entries for \(groups.count) groups")
    }
    guard changes.contains(where: { !$0.isEmpty }) else {
      throw VectorError(location: "", problem: "nothing changes; leave it out")
    }
    return changes
  }
}

extension JSONValue {
  /// What changes in a group.
  private func changes() throws(VectorError) -> [Hyperparameter: Double] {
    let entries = try entries { value throws(VectorError) in try value.number() }
    var values: [Hyperparameter: Double] = [:]
    for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
      guard let hyperparameter = Hyperparameter(rawValue: name), hyperparameter.mayChange
      else {
        throw VectorError(
          location: name, problem: "this hyperparameter does not change between steps")
      }
      values[hyperparameter] = value
    }
    return values
  }
}

extension Hyperparameter {
  /// Whether a step may give it another value: the learning rate is given by every step,
  /// and initial state is behind.
  package var mayChange: Bool {
    switch self {
    case .learningRate, .initialFirstMoment, .initialSecondMoment, .initialMaximum: false
    default: true
    }
  }
}

extension JSONValue {
  /// In JSON a gradient is a list of values, or an object with `rows` and `values`.
  fileprivate func gradient(
    of tensor: Scenario.Tensor, in format: FloatFormat
  ) throws(VectorError) -> StepGradient<UInt64> {
    let shape = tensor.shape
    guard case .object = self else {
      let values = try bitsList(format)
      let size = tensor.initial.count
      guard values.count == size else {
        throw VectorError(
          location: "", problem: "\(values.count) values for a tensor of \(size)")
      }
      return .dense(values)
    }
    let object = try JSONObject(self, members: "rows", "values")
    guard let extent = shape.first, !tensor.isPeriodic else {
      throw VectorError(
        location: "",
        problem: shape.isEmpty ? "a scalar has no rows" : "a periodic tensor has no rows")
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
  func learningRates(
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
