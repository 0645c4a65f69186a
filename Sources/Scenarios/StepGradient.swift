/// The gradient of a tensor in one step.
public enum StepGradient<Value: Sendable>: Sendable {
  /// A value for each element, in row-major order.
  case dense([Value])
  /// Rows, as indices into the first extent in any order and with repetitions,
  /// and their values: as many for each row as the rest of the shape has.
  case rows([Int], values: [Value])

  /// The same gradient of other values.
  public func map<Other: Sendable>(
    _ transform: (Value) throws -> Other
  ) rethrows -> StepGradient<Other> {
    switch self {
    case .dense(let values): .dense(try values.map(transform))
    case .rows(let rows, let values): .rows(rows, values: try values.map(transform))
    }
  }

  /// All values, in the order in which they are given.
  public var values: [Value] {
    switch self {
    case .dense(let values), .rows(_, let values): values
    }
  }

  /// Whether rows are listed.
  public var isSparse: Bool { if case .rows = self { true } else { false } }
}

extension StepGradient: Equatable where Value: Equatable {}
extension StepGradient: Hashable where Value: Hashable {}
