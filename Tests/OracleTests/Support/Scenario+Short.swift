import Dialects
import Formats
import Oracle
import Scenarios

extension Scenario {
  /// One tensor of values, with a row of gradients for every step.
  static func single(
    _ dialect: Dialect, _ hyperparameters: [Hyperparameter: Double],
    start: [Double], gradients: [[Double]], in format: FloatFormat = .binary32,
    arithmetic: FloatFormat? = nil, scalars: ScalarPrecision = .wide
  ) throws -> Scenario {
    let rate = hyperparameters[.learningRate] ?? 0
    func encoded(_ values: [Double]) -> [UInt64] {
      values.map { format.encode($0, rounding: .nearestEven) }
    }
    return Scenario(
      dialect: dialect, scalars: scalars, storage: format,
      arithmetic: arithmetic ?? format,
      groups: [
        Group(
          hyperparameters: try Hyperparameters(dialect.optimizer, hyperparameters),
          tensors: [Tensor(name: "w", shape: [start.count], initial: encoded(start))])
      ],
      steps: .listed(
        gradients.map { ScenarioStep(gradients: [encoded($0)], learningRates: [rate]) }))
  }
}
