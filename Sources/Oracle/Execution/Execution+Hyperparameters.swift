import Formats

extension Execution {
  /// A hyperparameter as it reaches the scalar part (SPEC §1.1).
  func hyperparameterValue(_ value: Double) -> Double {
    var value = value
    if let (format, direction) = procedure.rounding.hyperparameters {
      value = format.round(value, direction)
    }
    return scenario.scalars == .wide ? value : scenario.arithmetic.round(value)
  }
}
