import Dialects
import Formats
import Scenarios

extension Checkpoint<ExpectedValue> {
  /// Reads what is expected after a step of a scenario.
  init(_ value: JSONValue, of scenario: Scenario) throws(VectorError) {
    let object = try JSONObject(value, members: "step", "tensors")
    let step = try object.read("step") { value throws(VectorError) in
      let step = try value.integer()
      guard (1...scenario.steps.count).contains(step) else {
        throw VectorError(
          location: "",
          problem: "step \(step) is not one of the \(scenario.steps.count) steps")
      }
      return step
    }
    let sizes = scenario.tensors.map(\.initial.count)
    let tensors = try object.read("tensors") { value throws(VectorError) in
      var rest = sizes[...]
      let tensors = try value.elements { value throws(VectorError) in
        try TensorValues(value, count: rest.popFirst() ?? 0, of: scenario)
      }
      guard tensors.count == sizes.count else {
        throw VectorError(
          location: "", problem: "\(tensors.count) tensors are expected of \(sizes.count)"
        )
      }
      return tensors
    }
    self.init(step: step, tensors: tensors)
  }
}

extension TensorValues<ExpectedValue> {
  fileprivate init(
    _ value: JSONValue, count: Int, of scenario: Scenario
  ) throws(VectorError) {
    let object = try JSONObject(value, members: "parameter", "state")
    let parameter = try object.read("parameter") { value throws(VectorError) in
      try value.expectedValues(count, in: scenario.storage)
    }
    let state = try object.read("state") { value throws(VectorError) in
      let slots = scenario.dialect.optimizer.definition.slots + [.masterParameter]
      let object = try JSONObject(value, members: slots.map(\.rawValue))
      // In the order of computation, whatever the order in the file.
      var state: [(slot: StateSlot, values: [ExpectedValue])] = []
      for slot in slots {
        let values = try object.readIfPresent(slot.rawValue) {
          value throws(VectorError) in
          try value.expectedValues(count, in: scenario.stateFormat)
        }
        if let values { state.append((slot, values)) }
      }
      return state
    }
    self.init(parameter: parameter, state: state)
  }
}

extension JSONValue {
  /// What is expected of one quantity: a list for each thing that is known of a value,
  /// with an entry for each element.
  fileprivate func expectedValues(
    _ count: Int, in format: FloatFormat
  ) throws(VectorError) -> [ExpectedValue] {
    let object = try JSONObject(
      self, members: "exact", "nearest", "low", "high", "flushed", "reference", "unit")
    func bits(_ name: String) throws(VectorError) -> [UInt64] {
      try object.read(name) { value throws(VectorError) in
        try value.elements { value throws(VectorError) in try value.bits(format) }
      }
    }
    let exact = try object.read("exact") { value throws(VectorError) in
      try value.elements { value throws(VectorError) in try value.string() }
    }
    let (nearest, reference) = (try bits("nearest"), try bits("reference"))
    let enclosures = try object.enclosures(in: format)
    let flushed = try object.readIfPresent("flushed") { value throws(VectorError) in
      try JSONObject(value, members: "low", "high").enclosures(in: format)
    }
    let unit = try object.read("unit") { value throws(VectorError) in
      try value.elements { value throws(VectorError) in
        try value.orNull { value throws(VectorError) in try value.number() }
      }
    }
    let counts = [
      exact.count, nearest.count, enclosures.count, flushed?.count ?? count,
      reference.count, unit.count,
    ]
    guard counts.allSatisfy({ $0 == count }) else {
      throw VectorError(
        location: "",
        problem: "the tensor has \(count) elements, but \(counts) values are given for "
          + "exact, nearest, low and high, flushed, reference, unit")
    }
    var result: [ExpectedValue] = []
    result.reserveCapacity(count)
    for index in 0..<count {
      result.append(
        ExpectedValue(
          exact: exact[index], nearest: nearest[index],
          enclosure: enclosures[index],
          flushed: flushed?[index] == enclosures[index] ? nil : flushed?[index],
          reference: reference[index], unit: unit[index]))
    }
    return result
  }
}

extension JSONObject {
  /// The enclosures that `low` and `high` list the ends of.
  fileprivate func enclosures(
    in format: FloatFormat
  ) throws(VectorError) -> [BudgetEnclosure] {
    func bounds(_ name: String) throws(VectorError) -> [UInt64?] {
      try read(name) { value throws(VectorError) in
        try value.elements { value throws(VectorError) in
          try value.orNull { value throws(VectorError) in try value.bits(format) }
        }
      }
    }
    let (low, high) = (try bounds("low"), try bounds("high"))
    guard low.count == high.count else {
      throw VectorError(
        location: "high", problem: "\(high.count) ends, but low has \(low.count)")
    }
    var enclosures: [BudgetEnclosure] = []
    enclosures.reserveCapacity(low.count)
    for index in low.indices {
      enclosures.append(
        try BudgetEnclosure(low[index], high[index], in: format, index))
    }
    return enclosures
  }
}

extension BudgetEnclosure {
  /// The enclosure of two ends; both are null, or NaN, or neither.
  fileprivate init(
    _ low: UInt64?, _ high: UInt64?, in format: FloatFormat, _ index: Int
  ) throws(VectorError) {
    switch (low, high) {
    case (nil, nil): self.init(nil)
    case (let low?, let high?)
    where format.isNaN(low) == format.isNaN(high)
      && (format.isNaN(low) || format.decode(low) <= format.decode(high)):
      self.init(Bounds(low: low, high: high))
    default:
      throw VectorError(
        location: "low[\(index)]", problem: "it is no lower end for high[\(index)]")
    }
  }
}
