/// What happens to the rows that a sparse gradient does not list.
public enum AbsentRows: String, AxisValue {
  /// Their gradient is 0: state decays, and the parameter may move.
  case zero
  /// Nothing: neither their state nor their parameter changes ("lazy").
  case skip
  /// Their state takes a gradient of 0; their parameter stays.
  case freezeParameter

  public static var axis: Axis { .absentRows }

  public var namePart: String {
    switch self {
    case .zero: "zero-rows"
    case .skip: "lazy-rows"
    case .freezeParameter: "lazy-parameters"
    }
  }
}

/// What a sparse gradient means that lists a row several times.
public enum DuplicateRows: String, AxisValue {
  /// Its gradient is the sum.
  case sum
  /// The row takes one step after the other, all with the same step number.
  case sequential

  public static var axis: Axis { .duplicateRows }

  public var namePart: String {
    switch self {
    case .sum: "summed-rows"
    case .sequential: "sequential-rows"
    }
  }
}
