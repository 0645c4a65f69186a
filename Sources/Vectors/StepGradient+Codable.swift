import Scenarios

/// In JSON a list of values, or an object with `rows` and `values`.
extension StepGradient: Codable where Value: Codable {
  private enum Key: String, CodingKey { case rows, values }

  public init(from decoder: any Decoder) throws {
    if (try? decoder.unkeyedContainer()) != nil {
      self = .dense(try decoder.singleValueContainer().decode([Value].self))
    } else {
      let object = try decoder.container(keyedBy: Key.self)
      self = .rows(
        try object.decode([Int].self, forKey: .rows),
        values: try object.decode([Value].self, forKey: .values))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .dense(let values):
      var list = encoder.singleValueContainer()
      try list.encode(values)
    case .rows(let rows, let values):
      var object = encoder.container(keyedBy: Key.self)
      try object.encode(rows, forKey: .rows)
      try object.encode(values, forKey: .values)
    }
  }
}
