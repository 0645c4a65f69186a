import Dialects
import Formats
import Scenarios
import Testing
import _TestSupport

@testable import Oracle

@Suite("Balls and intervals agree on every digit that both decide")
struct BallReadingTests {
  private func values(_ reading: [Checkpoint<ExactValue>]) -> [[[ExactValue]]] {
    reading.flatMap { $0.tensors.map { [$0.parameter] + $0.state.map(\.values) } }
  }

  @Test("readings of random scenarios", arguments: OptimizerName.allCases)
  func agreement(optimizer: OptimizerName) throws {
    let published = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
    var (decided, open) = (0, 0)
    let failure = try counterexample(in: 60) { random in
      let format = random.choice(FloatFormat.all)
      let description = RandomScenario(
        published: random.choice(published), storage: format, arithmetic: format,
        scalars: random.choice([.wide, .working]),
        flavour: random.choice([.ordinary, .small, .extreme, .short]),
        hasSpecials: random.oneIn(4))
      let scenario = try description.make(&random)
      let checkpoints = Array(1...scenario.steps.count)
      let precision = random.choice([127, 191, 1023])
      guard
        let balls = Execution(of: scenario).ballReading(
          checkpoints: checkpoints, precision: precision)
      else {
        open += 1
        return nil
      }
      decided += 1
      guard
        let intervals = try? Execution(of: scenario).intervalReading(
          checkpoints: checkpoints, precision: precision + 64)
      else { return "intervals leave \(scenario.dialect) in \(format) open" }
      return values(balls) == values(intervals) ? nil : "\(scenario.dialect) in \(format)"
    }
    #expect(failure == nil)
    #expect(decided > open, "balls decide \(decided) of \(decided + open) scenarios")
  }

  @Test("a planned precision decides a long run at once")
  func plan() throws {
    let hyperparameters = try Hyperparameters(
      .rmsprop, [.learningRate: 0.001, .decay: 0.9, .epsilon: 1e-8])
    for steps in [1, 10, 100, 3000] {
      let scenario = Scenario(
        dialect: .standard(.rmsprop), scalars: .wide, storage: .binary64,
        arithmetic: .binary64,
        groups: [
          Scenario.Group(
            hyperparameters: hyperparameters,
            tensors: [
              Scenario.Tensor(
                name: "x", shape: [2], initial: [0, FloatFormat.binary64.encode(1)])
            ])
        ],
        steps: .generated(
          count: steps, learningRates: [0.001],
          gradients: GradientGenerator(seed: 20_250_101, bits: 12, exponent: -10)))
      let plan = PrecisionPlan.openLoop(steps: steps)
      #expect(
        Execution(of: scenario).ballReading(checkpoints: [steps], precision: plan.initial)
          != nil)
    }
  }
}
