import Formats

extension Execution {
  /// A hyperparameter as it reaches constant or running scalars (SPEC §1.1).
  func hyperparameterValue(_ value: Double, isRunning: Bool) -> Double {
    var value = value
    if let (format, direction) = procedure.rounding.hyperparameters {
      value = format.round(value, direction)
    }
    return scenario.scalars.isWide(running: isRunning)
      ? value : scenario.arithmetic.round(value)
  }

  /// The format in which constant or running scalars are computed.
  func scalarFormat(isRunning: Bool) -> FloatFormat {
    scenario.scalars.isWide(running: isRunning) ? .binary64 : scenario.arithmetic
  }
}
