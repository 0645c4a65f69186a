import Dialects
import Formats
import Scenarios

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

  /// For each step the hyperparameters that hold in it, by the procedure.
  var hyperparametersOfSteps: [[Hyperparameters]] {
    var scenario = scenario
    if let change = procedure.changes { scenario = scenario.changing(change) }
    return scenario.hyperparametersOfSteps(
      keepsThoseOfNew: procedure.keepsHyperparametersOfNew)
  }
}
