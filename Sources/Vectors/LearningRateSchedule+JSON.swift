import Dialects

extension LearningRateSchedule {
  /// Reads a schedule, whose members depend on its kind.
  init(_ value: JSONValue) throws(VectorError) {
    func number(_ object: JSONObject, _ name: String) throws(VectorError) -> Double {
      try object.read(name) { value throws(VectorError) in try value.number() }
    }
    func integer(_ object: JSONObject, _ name: String) throws(VectorError) -> Int {
      try object.read(name) { value throws(VectorError) in try value.integer() }
    }
    switch try value.scheduleKind() {
    case .constant:
      _ = try JSONObject(value, members: "kind")
      self = .constant
    case .step:
      let object = try JSONObject(value, members: "kind", "period", "factor")
      self = .step(
        period: try integer(object, "period"), factor: try number(object, "factor"))
    case .multiStep:
      let object = try JSONObject(value, members: "kind", "milestones", "factor")
      self = .multiStep(
        milestones: try object.read("milestones") { value throws(VectorError) in
          try value.elements { value throws(VectorError) in try value.integer() }
        }, factor: try number(object, "factor"))
    case .exponential:
      let object = try JSONObject(value, members: "kind", "factor")
      self = .exponential(factor: try number(object, "factor"))
    case .polynomial:
      let object = try JSONObject(value, members: "kind", "total", "power", "floor")
      self = .polynomial(
        total: try integer(object, "total"), power: try number(object, "power"),
        floor: try number(object, "floor"))
    case .cosine:
      let object = try JSONObject(value, members: "kind", "total", "floor", "afterEnd")
      self = .cosine(
        total: try integer(object, "total"), floor: try number(object, "floor"),
        afterEnd: try object.read("afterEnd") { value throws(VectorError) in
          let name = try value.string()
          guard let end = AfterEnd(rawValue: name) else {
            throw VectorError(
              location: "", problem: "\"\(name)\" is neither hold nor repeats")
          }
          return end
        })
    case .inverseSquareRoot:
      let object = try JSONObject(value, members: "kind", "length")
      self = .inverseSquareRoot(length: try integer(object, "length"))
    case .warmUp:
      let object = try JSONObject(value, members: "kind", "length", "start", "next")
      self = .warmUp(
        length: try integer(object, "length"), start: try number(object, "start"),
        next: try object.read("next", LearningRateSchedule.init))
    }
    if let problem { throw VectorError(location: "", problem: problem) }
  }

  /// The object that a file has for the schedule.
  var json: JSONValue {
    let members: [(String, JSONValue)] =
      switch self {
      case .constant: []
      case .step(let period, let factor):
        [("period", .integer(period)), ("factor", .number(factor))]
      case .multiStep(let milestones, let factor):
        [
          ("milestones", .array(milestones.map(JSONValue.integer))),
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
    return .members([("kind", .string(kind.rawValue))] + members)
  }
}

extension JSONValue {
  /// The kind of a schedule, which decides what other members there are.
  fileprivate func scheduleKind() throws(VectorError) -> LearningRateSchedule.Kind {
    guard case .object(let members) = self,
      let value = members.first(where: { $0.name == "kind" })?.value
    else { throw VectorError(location: "", problem: "there is no \"kind\"") }
    let name = try value.string()
    guard let kind = LearningRateSchedule.Kind(rawValue: name) else {
      let known = LearningRateSchedule.Kind.allCases.map(\.rawValue)
      throw VectorError(
        location: "kind",
        problem: "unknown schedule \"\(name)\"; known: \(known.joined(separator: ", "))")
    }
    return kind
  }
}
