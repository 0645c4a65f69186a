import Dialects
import Formats
import Optimizers
import Oracle
import Scenarios

/// The oracle's exact reading of one RMSprop step: 30 certified digits and the
/// nearest binary64 number of every parameter and state.
final class ExactSubject: Subject {
  private let scenario: Scenario
  private let plan: PrecisionPlan
  private var reading: [Checkpoint<ExactValue>] = []

  init(_ workload: Workload) throws {
    guard workload.optimizer == "rmsprop", workload.format == "binary64",
      let bits = workload.bits
    else { throw Refusal.unsupported("an exact reading of \(workload.optimizer)") }
    let hyperparameters = try OptimizerRule.rmsprop(
      initialSecondMoment: 0.25
    ).hyperparameters
    let initial = (0..<workload.length).map { Double(Inputs.parameter($0)).bitPattern }
    let gradient = (0..<workload.length).map {
      Double(Inputs.gradient($0, turn: 0)).bitPattern
    }
    scenario = Scenario(
      dialect: .standard(.rmsprop), scalars: .wide, storage: .binary64,
      arithmetic: .binary64,
      groups: [
        Scenario.Group(
          hyperparameters: hyperparameters,
          tensors: [
            Scenario.Tensor(name: "w", shape: [workload.length], initial: initial)
          ])
      ],
      steps: .listed([
        ScenarioStep(
          gradients: [gradient], learningRates: [hyperparameters[.learningRate]])
      ]))
    plan = PrecisionPlan(initial: bits, cap: bits)
  }

  func step() throws {
    reading = try scenario.exactReading(checkpoints: [1], plan: plan)
  }

  func parameters(_ count: Int) -> [Double] {
    reading[0].tensors[0].parameter.prefix(count).map {
      Double(bitPattern: $0.nearest)
    }
  }
}
