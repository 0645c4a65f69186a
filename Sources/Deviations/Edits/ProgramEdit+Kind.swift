import Rules

extension ProgramEdit {
  /// What sort of slip an edit is.
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// Another value where one is used.
    case operand
    /// A factor, a sign or a power too many, too few or wrong.
    case coefficient
    /// The right operation in the wrong place, or with its operands exchanged.
    case place
    /// Another step number, or another decay rate that is raised to it.
    case clock
    /// A value from before its update, or one that is never updated.
    case stale
  }

  /// What sort of slip it is.
  public var kind: Kind { edit.kind }
}

extension Edit {
  fileprivate var kind: ProgramEdit.Kind {
    switch self {
    case .operand(.scalar(let key), _, let change):
      key.contains(" ^ ") && !change.isCoefficient ? .clock : change.kind
    case .operand(_, _, let change), .everywhere(_, let change): change.kind
    case .operation(_, let change): change.kind
    case .stored(_, let change): change.isCoefficient ? .coefficient : .stale
    case .stale, .notRemembered, .parameter: .stale
    case .moved: .place
    }
  }
}

extension Edit.Change {
  fileprivate var isCoefficient: Bool {
    switch self {
    case .negated, .doubled, .halved, .squared, .magnitude, .complement, .reciprocal,
      .times, .over, .value(.scalar(.integer)), .value(.complement):
      true
    case .rooted, .clock, .value: false
    }
  }

  fileprivate var kind: ProgramEdit.Kind {
    switch self {
    case .clock: .clock
    case .value(.element(.state)): .stale
    case .rooted: .place
    case let change: change.isCoefficient ? .coefficient : .operand
    }
  }
}

extension OperationChange {
  fileprivate var kind: ProgramEdit.Kind {
    switch self {
    case .exponentLess, .exponentMore, .powerOfPower: .clock
    case .differenceForSum, .sumForDifference, .differenceExchanged, .quotientForProduct,
      .productForQuotient, .quotientExchanged, .sumForMaximum, .operandAlone, .rooted:
      .place
    case .firstAlone, .secondAlone: .coefficient
    }
  }
}
