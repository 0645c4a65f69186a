/// The values of a hyperparameter that an implementation takes.
///
/// An option of a framework may be fixed, may have a range, or may turn something on. An
/// option that moves another one, as TensorFlow's RMSprop moves ε where it is given a
/// momentum, is described by two claims: one with the momentum fixed at 0, and one with it
/// used.
public enum HyperparameterValues: Hashable, Sendable {
  /// One value.
  case only(Double)
  /// Every value from the first to the last.
  case range(ClosedRange<Double>)
  /// Every value but the neutral one.
  case used

  /// Whether `value` of the hyperparameter `name` is among them.
  public func contains(_ value: Double, of name: Hyperparameter) -> Bool {
    switch self {
    case .only(let number): value == number
    case .range(let range): range.contains(value)
    case .used: value != name.neutral
    }
  }
}

extension HyperparameterValues: CustomStringConvertible {
  public var description: String {
    switch self {
    case .only(let number): "\(number)"
    case .range(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .used: "used"
    }
  }
}

// In JSON: a number, [least, greatest], or "used".
extension HyperparameterValues: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .only(number)
    } else if let ends = try? container.decode([Double].self), ends.count == 2,
      ends[0] <= ends[1]
    {
      self = .range(ends[0]...ends[1])
    } else if let word = try? container.decode(String.self), word == "used" {
      self = .used
    } else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "must be a number, [least, greatest], or \"used\"")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .only(let number): try container.encode(number)
    case .range(let range):
      try container.encode([range.lowerBound, range.upperBound])
    case .used: try container.encode("used")
    }
  }
}
