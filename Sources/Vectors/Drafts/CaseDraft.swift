import Dialects
import Formats
import Scenarios

/// A case that a person wrote by hand: what is given, with numbers in decimals, and with
/// much left out.
package struct CaseDraft: Sendable {
  /// The last part of the identifier.
  package let name: String
  /// What the case is for.
  package let comment: String
  /// What is given, complete.
  package let scenario: Scenario
  /// The steps after which values are wanted.
  package let checkpoints: [Int]

  /// Reads a draft.
  ///
  /// A draft is a case as vector files have it, without identifier, section, flags and
  /// expectations, in which numbers may stand for encodings: each is rounded to the
  /// format. Left out may be `scalars` (wide), `arithmetic` (the storage format), the
  /// `name` and `shape` of a tensor (a vector), a step's `learningRates` (the group's),
  /// and `checkpoints` (every step).
  init(_ value: JSONValue, of dialect: Dialect, in format: FloatFormat)
    throws(VectorError)
  {
    let object = try JSONObject(
      value, members: "name", "comment", "scalars", "arithmetic", "master", "stochastic",
      "stepsBefore", "groups", "steps", "generated", "checkpoints")
    name = try object.read("name") { value throws(VectorError) in
      let name = try value.string()
      let letters = name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
      }
      guard !name.isEmpty, letters else {
        throw VectorError(
          location: "", problem: "must be of the letters a to z and hyphens")
      }
      return name
    }
    comment =
      try object.readIfPresent("comment") { value throws(VectorError) in
        try value.string()
      } ?? "A case of one's own."
    let arithmetic =
      try object.readIfPresent("arithmetic") { value throws(VectorError) in
        try value.format()
      } ?? format
    let hasMaster =
      try object.readIfPresent("master") { value throws(VectorError) in
        try value.bool()
      } ?? false
    let completion = Completion(storage: format, state: hasMaster ? arithmetic : format)
    let complete = try completion.scenario(value, arithmetic: arithmetic)
    scenario = try Scenario(complete, of: dialect)
    let count = scenario.steps.count
    checkpoints =
      try object.readIfPresent("checkpoints") { value throws(VectorError) in
        let steps = try value.elements { value throws(VectorError) in
          try value.integer()
        }
        guard !steps.isEmpty, steps == Set(steps).sorted(), steps[0] >= 1,
          steps[steps.count - 1] <= count
        else {
          throw VectorError(
            location: "", problem: "must ascend from 1 to \(count) at most, got \(steps)")
        }
        return steps
      } ?? (count > 100 ? [count] : Array(1...max(count, 1)))
  }
}

/// What is left out of a draft, put in its place.
private struct Completion {
  let storage: FloatFormat
  let state: FloatFormat

  /// The members that a scenario is read of.
  func scenario(
    _ value: JSONValue, arithmetic: FloatFormat
  ) throws(VectorError) -> JSONValue {
    var members = value.members
    for name in ["name", "comment", "checkpoints"] { members[name] = nil }
    members["scalars"] = members["scalars"] ?? .string("wide")
    members["storage"] = .string(storage.name)
    members["arithmetic"] = .string(arithmetic.name)
    var rates: [JSONValue] = []
    if let groups = members["groups"] {
      members["groups"] = try groups.mapping("groups") { group throws(VectorError) in
        var group = group.members
        rates.append(
          group["schedule"] != nil
            ? .null : group["hyperparameters"]?.members["learningRate"] ?? .null)
        group["tensors"] = try group["tensors"]?.mapping("tensors") {
          value throws(VectorError) in try tensor(value)
        }
        return .sorted(group)
      }
    }
    members["steps"] = try members["steps"]?.mapping("steps") {
      step throws(VectorError) in
      guard case .object = step else { return step }
      var step = step.members
      step["learningRates"] = step["learningRates"] ?? .array(rates)
      if case .array(let gradients)? = step["gradients"] {
        var complete: [JSONValue] = []
        for gradient in gradients { complete.append(try self.gradient(gradient)) }
        step["gradients"] = .array(complete)
      }
      return .sorted(step)
    }
    return .sorted(members)
  }

  private func tensor(_ value: JSONValue) throws(VectorError) -> JSONValue {
    guard case .object = value else { return value }
    var tensor = value.members
    let count =
      if case .array(let values)? = tensor["initial"] { values.count } else { 0 }
    tensor["name"] = tensor["name"] ?? .string("w")
    tensor["shape"] = tensor["shape"] ?? .array([.integer(count)])
    tensor["initial"] = try tensor["initial"].map { value throws(VectorError) in
      try encoded(value, storage)
    }
    if let slots = tensor["state"] {
      var encodedSlots: [String: JSONValue] = [:]
      for (slot, values) in slots.members {
        encodedSlots[slot] = try encoded(values, state)
      }
      tensor["state"] = .sorted(encodedSlots)
    }
    return .sorted(tensor)
  }

  private func gradient(_ value: JSONValue) throws(VectorError) -> JSONValue {
    guard case .object = value else { return try encoded(value, storage) }
    var rows = value.members
    rows["values"] = try rows["values"].map { value throws(VectorError) in
      try encoded(value, storage)
    }
    return .sorted(rows)
  }

  /// A list in which numbers are encodings; texts are left to the reader.
  private func encoded(
    _ value: JSONValue, _ format: FloatFormat
  ) throws(VectorError) -> JSONValue {
    guard case .array(let values) = value else { return value }
    return .array(
      values.map { value in
        switch value {
        case .integer(let number):
          .string(format.hexadecimal(format.encode(Double(number))))
        case .number(let number): .string(format.hexadecimal(format.encode(number)))
        default: value
        }
      })
  }
}

extension JSONValue {
  /// The members of an object by name; none of anything else.
  fileprivate var members: [String: JSONValue] {
    guard case .object(let members) = self else { return [:] }
    return Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
  }

  /// An object of these members.
  fileprivate static func sorted(_ members: [String: JSONValue]) -> JSONValue {
    .members(members.sorted { $0.key < $1.key })
  }

  /// An array whose elements are changed; anything else stays, to be refused by its reader.
  fileprivate func mapping(
    _ place: String, _ transform: (JSONValue) throws(VectorError) -> JSONValue
  ) throws(VectorError) -> JSONValue {
    guard case .array(let values) = self else { return self }
    var result: [JSONValue] = []
    for (index, value) in values.enumerated() {
      do {
        result.append(try transform(value))
      } catch {
        throw error.inside("[\(index)]").inside(place)
      }
    }
    return .array(result)
  }
}
