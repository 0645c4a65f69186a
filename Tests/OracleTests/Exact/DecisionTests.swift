import Dialects
import Formats
import Multiprecision
import Oracle
import Scenarios
import Testing
import _TestSupport

/// Digits and roundings do not depend on how they were decided.
@Suite struct DecisionTests {
  @Test("the initial precision has no say", arguments: OptimizerName.allCases)
  func initialPrecision(optimizer: OptimizerName) throws {
    let published = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
    let failure = try counterexample(in: 40) { random in
      let format = random.choice(FloatFormat.all)
      let description = RandomScenario(
        published: random.choice(published), storage: format, arithmetic: format,
        scalars: .wide, flavour: random.choice([.ordinary, .small, .extreme]))
      let scenario = try description.make(&random)
      let checkpoints = Array(1...scenario.steps.count)
      func reading(_ initial: Int) throws -> [[[[ExactValue]]]]? {
        let plan = PrecisionPlan(initial: initial, cap: 4096)
        return try? scenario.exactReading(checkpoints: checkpoints, plan: plan).map {
          $0.tensors.map { [$0.parameter] + $0.state.map(\.values) }
        }
      }
      let readings = try [128, 192, 1024].map(reading)
      return readings[0] == readings[1] && readings[1] == readings[2]
        ? nil : "\(scenario.dialect) in \(format)"
    }
    #expect(failure == nil)
  }

  @Test("nearest is the correct rounding of the digits, but for ties in them")
  func nearest() throws {
    let failure = try counterexample(in: 200) { random in
      let format = random.choice(FloatFormat.all)
      let description = RandomScenario(
        published: random.choice(PublishedDialect.all), storage: format,
        arithmetic: format, scalars: .wide,
        flavour: random.choice([.ordinary, .small, .extreme]))
      let scenario = try description.make(&random)
      let plan = PrecisionPlan(initial: 192, cap: 3072)
      let checkpoints = Array(1...scenario.steps.count)
      guard let reading = try? scenario.exactReading(checkpoints: checkpoints, plan: plan)
      else { return nil }
      for tensor in reading.flatMap(\.tensors) {
        for value in tensor.parameter + tensor.state.flatMap(\.values) {
          guard let number = BigFloat(decimal: value.decimal, precision: 256) else {
            return "\(value.decimal) is no number"
          }
          // Rounding to digits may have moved a number onto a tie, or off it.
          let candidates = [0, 0x1p-97, -0x1p-97].map { error in
            var moved = number.copy()
            moved.multiply(by: BigFloat(error))
            moved.add(number)
            return moved.rounded(to: format, .nearestEven)
          }
          if !candidates.contains(value.nearest) {
            return "\(value.decimal) rounds to \(format.hexadecimal(candidates[0])), "
              + "not \(format.hexadecimal(value.nearest))"
          }
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("a tie that is exact is decided, in every format", arguments: FloatFormat.all)
  func exactTie(format: FloatFormat) throws {
    guard format.precision < 53 else { return }
    // 1 + u and 1 + 3u lie halfway between neighbours.
    let u = format.unitRoundoff
    for (step, nearest) in [(-u, 1), (-3 * u, 1 + 4 * u)] {
      let scenario = try Scenario.single(
        .standard(.sgd), [.learningRate: step.magnitude], start: [1], gradients: [[-1]],
        in: format)
      let value = try #require(
        try scenario.exactReading(checkpoints: [1]).first?.tensors.first?.parameter.first)
      #expect(format.decode(value.nearest) == nearest)
    }
  }

  /// η/3 where η = 3 + 3·2^−24: a tie in binary32, but 1/3 is not exact.
  private func undecidable() throws -> Scenario {
    try Scenario.single(
      .standard(.adagrad), [.learningRate: 3 + 3 * 0x1p-24, .initialSecondMoment: 8],
      start: [0], gradients: [[0], [-1]])
  }

  @Test("a tie that is not exact stays open, and the oracle says so")
  func inexactTie() throws {
    let scenario = try undecidable()
    for cap in [128, 192, 384, 1536] {
      let plan = PrecisionPlan(initial: 96, cap: cap)
      #expect(throws: OracleError.undecided(step: 2, precision: cap)) {
        try scenario.exactReading(checkpoints: [1, 2], plan: plan)
      }
    }
    // Nobody asks for the step that is open.
    #expect(throws: Never.self) { try scenario.exactReading(checkpoints: [1]) }
  }

  @Test("a cap that is too low leaves digits open")
  func tinyCap() throws {
    let scenario = try Scenario.single(
      .standard(.adam), [.learningRate: 0.1, .beta1: 0.9, .beta2: 0.99, .epsilon: 1e-8],
      start: [1], gradients: [[0.3], [0.7]])
    let plan = PrecisionPlan(initial: 60, cap: 90)
    #expect(throws: OracleError.undecided(step: 1, precision: 90)) {
      try scenario.exactReading(checkpoints: [1, 2], plan: plan)
    }
    #expect(throws: Never.self) { try scenario.exactReading(checkpoints: [1, 2]) }
  }

  @Test("the error names the step and the cap in one line")
  func text() {
    let text = "\(OracleError.undecided(step: 17, precision: 4096))"
    #expect(text.contains("17") && text.contains("4096"))
    #expect(!text.contains { $0.isNewline })
  }
}
