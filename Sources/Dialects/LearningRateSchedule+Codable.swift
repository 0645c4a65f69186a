extension LearningRateSchedule: Codable {
  /// The name of a kind of schedule, in files.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// The kinds of schedules, as JSON names them.
    case constant, step, multiStep, exponential, polynomial, cosine, inverseSquareRoot,
      warmUp
  }

  /// The kind.
  public var kind: Kind {
    switch self {
    case .constant: .constant
    case .step: .step
    case .multiStep: .multiStep
    case .exponential: .exponential
    case .polynomial: .polynomial
    case .cosine: .cosine
    case .inverseSquareRoot: .inverseSquareRoot
    case .warmUp: .warmUp
    }
  }

  private enum Key: String, CodingKey {
    case kind, period, factor, milestones, total, power, floor, afterEnd, length, start,
      next
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func number(_ key: Key) throws -> Double {
      try values.decode(Double.self, forKey: key)
    }
    func integer(_ key: Key) throws -> Int { try values.decode(Int.self, forKey: key) }
    switch try values.decode(Kind.self, forKey: .kind) {
    case .constant: self = .constant
    case .step: self = .step(period: try integer(.period), factor: try number(.factor))
    case .multiStep:
      self = .multiStep(
        milestones: try values.decode([Int].self, forKey: .milestones),
        factor: try number(.factor))
    case .exponential: self = .exponential(factor: try number(.factor))
    case .polynomial:
      self = .polynomial(
        total: try integer(.total), power: try number(.power), floor: try number(.floor))
    case .cosine:
      self = .cosine(
        total: try integer(.total), floor: try number(.floor),
        afterEnd: try values.decode(AfterEnd.self, forKey: .afterEnd))
    case .inverseSquareRoot: self = .inverseSquareRoot(length: try integer(.length))
    case .warmUp:
      self = .warmUp(
        length: try integer(.length), start: try number(.start),
        next: try values.decode(LearningRateSchedule.self, forKey: .next))
    }
    if let problem {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: values, debugDescription: problem)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(kind, forKey: .kind)
    switch self {
    case .constant: break
    case .step(let period, let factor):
      try values.encode(period, forKey: .period)
      try values.encode(factor, forKey: .factor)
    case .multiStep(let milestones, let factor):
      try values.encode(milestones, forKey: .milestones)
      try values.encode(factor, forKey: .factor)
    case .exponential(let factor): try values.encode(factor, forKey: .factor)
    case .polynomial(let total, let power, let floor):
      try values.encode(total, forKey: .total)
      try values.encode(power, forKey: .power)
      try values.encode(floor, forKey: .floor)
    case .cosine(let total, let floor, let afterEnd):
      try values.encode(total, forKey: .total)
      try values.encode(floor, forKey: .floor)
      try values.encode(afterEnd, forKey: .afterEnd)
    case .inverseSquareRoot(let length): try values.encode(length, forKey: .length)
    case .warmUp(let length, let start, let next):
      try values.encode(length, forKey: .length)
      try values.encode(start, forKey: .start)
      try values.encode(next, forKey: .next)
    }
  }

  /// What keeps the schedule from being one, in a line; nil for a valid one.
  public var problem: String? {
    func positive(_ value: Int, _ name: String) -> String? {
      value >= 1 ? nil : "\(name) must be at least 1, got \(value)"
    }
    func nonnegative(_ value: Double, _ name: String) -> String? {
      value.isFinite && value >= 0 ? nil : "\(name) must be at least 0, got \(value)"
    }
    switch self {
    case .constant: return nil
    case .step(let period, let factor):
      return positive(period, "period") ?? nonnegative(factor, "factor")
    case .multiStep(let milestones, let factor):
      let isAscending = zip(milestones, milestones.dropFirst()).allSatisfy { $0 < $1 }
      return isAscending && milestones.allSatisfy { $0 >= 0 }
        ? nonnegative(factor, "factor")
        : "milestones must ascend from 0 or above, got \(milestones)"
    case .exponential(let factor): return nonnegative(factor, "factor")
    case .polynomial(let total, let power, let floor):
      return positive(total, "total") ?? nonnegative(power, "power")
        ?? nonnegative(floor, "floor")
    case .cosine(let total, let floor, _):
      return positive(total, "total") ?? nonnegative(floor, "floor")
    case .inverseSquareRoot(let length): return positive(length, "length")
    case .warmUp(let length, let start, let next):
      return positive(length, "length") ?? nonnegative(start, "start") ?? next.problem
    }
  }
}
