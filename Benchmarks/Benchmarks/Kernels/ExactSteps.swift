import Benchmark
import Dialects
import Formats
import Optimizers
import Oracle
import Scenarios

/// The oracle's exact reading of one RMSprop step of 100 parameters.
func registerOracle() throws {
  let rule = try OptimizerRule.rmsprop(initialSecondMoment: 0.25)
  let values = (0..<100).map { (Double($0) / 100 - 0.495).bitPattern }
  let tensor = Scenario.Tensor(name: "w", shape: [100], initial: values)
  let scenario = Scenario(
    dialect: .standard(.rmsprop), scalars: .wide, storage: .binary64,
    arithmetic: .binary64,
    groups: [Scenario.Group(hyperparameters: rule.hyperparameters, tensors: [tensor])],
    steps: .listed([ScenarioStep(gradients: [values], learningRates: [0.01])]))
  for bits in [192, 1024] {
    Benchmark("exact step of rmsprop, 100 parameters, \(bits) bits") { _ in
      let plan = PrecisionPlan(initial: bits, cap: bits)
      blackHole(try scenario.exactReading(checkpoints: [1], plan: plan))
    }
  }
}
