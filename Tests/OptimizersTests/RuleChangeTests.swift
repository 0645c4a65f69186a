import Dialects
import Formats
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Hyperparameters that change between steps (SPEC §1.5).
@Suite struct RuleChangeTests {
  /// The rule of a scenario with another learning rate.
  private func slower(_ rule: OptimizerRule) throws -> OptimizerRule {
    try OptimizerRule(
      rule.hyperparameters.setting(.learningRate, to: 0x1p-9), dialect: rule.dialect)
  }

  @Test(
    "a rule set before the first step is as one set from the start",
    arguments: try Scenario.all())
  func fromTheStart(_ scenario: Scenario) throws {
    var generator = seeded(71)
    var changed: Optimizer<Float> = try scenario.make(counts: [4])
    let rule = try slower(changed.rule())
    try changed.setRule(rule)
    var other = try Optimizer<Float>(rule)
    try other.addTensor(shape: [4])
    var x: [[Float]] = [generator.values(4)]
    var y = x
    for _ in 0..<4 {
      let gradient: [Float] = generator.values(4)
      try changed.step(&x, gradients: [gradient])
      try other.step(&y, gradients: [gradient])
    }
    #expect(x == y)
    #expect(changed.learningRate() == 0x1p-9)
  }

  @Test("counts and state stay", arguments: try Scenario.all())
  func stays(_ scenario: Scenario) throws {
    var generator = seeded(72)
    var optimizer: Optimizer<Float> = try scenario.make(counts: [4])
    var untouched: Optimizer<Float> = try scenario.make(counts: [4])
    var x: [[Float]] = [generator.values(4)]
    var y = x
    for step in 0..<6 {
      let gradient: [Float] = generator.values(4)
      try optimizer.step(&x, gradients: [gradient])
      try untouched.step(&y, gradients: [gradient])
      #expect(x == y)
      // There and back before the next step.
      let rule = optimizer.rule()
      try optimizer.setRule(slower(rule))
      #expect(optimizer.stepCount(ofTensor: 0) == Int64(step + 1))
      for slot in optimizer.slots(ofTensor: 0) {
        #expect(
          optimizer.state(slot, ofTensor: 0) == untouched.state(slot, ofTensor: 0))
      }
      try optimizer.setRule(rule)
    }
  }

  @Test("the steps after it have the new rule")
  func afterwards() throws {
    var momentum = try Optimizer<Double>(.sgd(learningRate: 1, momentum: 0.5))
    try momentum.addTensor(shape: [1])
    var x: [[Double]] = [[0]]
    try momentum.step(&x, gradients: [[1]])
    try momentum.setRule(.sgd(learningRate: 1, momentum: 0.25))
    try momentum.step(&x, gradients: [[1]])
    // b = 1, then b = ¼ · 1 + 1.
    #expect(x == [[-1 - 1.25]])
  }

  @Test("what would end or begin a buffer is refused, and changes nothing")
  func refusals() throws {
    var sgd = try Optimizer<Float>(.sgd(learningRate: 0.5, momentum: 0.5))
    try sgd.addTensor(shape: [1])
    var x: [[Float]] = [[1]]
    try sgd.step(&x, gradients: [[1]])
    let before = sgd.snapshot()
    #expect(throws: OptimizerError.differentState([], expected: [.momentumBuffer])) {
      try sgd.setRule(.sgd(learningRate: 0.5))
    }
    #expect(
      throws: OptimizerError.differentDialect(
        .standard(.adam), expected: .standard(.sgd))
    ) { try sgd.setRule(.adam()) }
    #expect(throws: OptimizerError.noSuchGroup(1, count: 1)) {
      try sgd.setRule(.sgd(momentum: 0.5), ofGroup: 1)
    }
    #expect(sgd.snapshot() == before)
    #expect(sgd.learningRate() == 0.5)
  }
}
