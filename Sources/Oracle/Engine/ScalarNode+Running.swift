import Rules

extension ScalarNode {
  /// Whether the step number or something remembered enters here.
  package var isRunning: Bool {
    switch self {
    case .memory: true
    case .integer(let integer): integer.countsSteps
    default: isPowerOfStep
    }
  }

  /// Whether it is a power whose exponent counts steps.
  var isPowerOfStep: Bool {
    if case .operation(.power(_, let exponent)) = self {
      exponent.countsSteps
    } else {
      false
    }
  }
}
