import Formats

extension Scenario {
  /// A hyperparameter as it reaches the scalar part (SPEC §1.1).
  func hyperparameterValue(_ value: Double) -> Double {
    var value = value
    if let (format, direction) = conduct.rounding.hyperparameters {
      value = format.round(value, direction)
    }
    return scalars == .wide ? value : arithmetic.round(value)
  }
}
