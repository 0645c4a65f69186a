import Dialects
import Optimizers
import Testing
import _StepSupport
import _TestSupport

/// Absent gradients and what t counts (SPEC §1.3).
@Suite struct ClockTests {
  @Test("an absent gradient leaves everything alone", arguments: try Scenario.all())
  func absent(_ scenario: Scenario) throws {
    var generator = seeded(61)
    var optimizer: Optimizer<Float> = try scenario.make(counts: [4, 4])
    var parameters: [[Float]] = [generator.values(4), generator.values(4)]
    try optimizer.step(
      &parameters, gradients: [generator.values(4), generator.values(4)])
    let still = parameters[1]
    let state = optimizer.slots(ofTensor: 1).map { optimizer.state($0, ofTensor: 1) }
    try optimizer.step(&parameters, gradients: [generator.values(4), nil])
    try optimizer.step(&parameters, gradients: [nil, nil])
    #expect(parameters[1] == still)
    #expect(
      optimizer.slots(ofTensor: 1).map { optimizer.state($0, ofTensor: 1) } == state)
    #expect(optimizer.stepCount == 3)
    #expect(optimizer.stepCount(ofTensor: 0) == 2)
    #expect(optimizer.stepCount(ofTensor: 1) == 1)
  }

  @Test("a tensor's clock stands still without a gradient", arguments: try Scenario.all())
  func tensorClock(_ scenario: Scenario) throws {
    var generator = seeded(62)
    var gaps: Optimizer<Double> = try scenario.make(counts: [4, 4])
    var steady: Optimizer<Double> = try scenario.make(counts: [4])
    let start: [Double] = generator.values(4)
    var x = [start, start]
    var y = [start]
    for step in 1...6 {
      let gradient: [Double] = generator.values(4)
      let present = step % 2 == 0
      try gaps.step(&x, gradients: [generator.values(4), present ? gradient : nil])
      if present { try steady.step(&y, gradients: [gradient]) }
    }
    #expect(x[1] == y[0])
  }

  @Test("the global clock runs on", arguments: StepClock.allCases)
  func globalClock(_ clock: StepClock) throws {
    var optimizer = try Optimizer<Double>(
      .adam(
        learningRate: 1, beta1: 0.5, beta2: 0.5, epsilon: 0,
        dialect: .standard(.adam).with(clock)))
    try optimizer.addTensor(shape: [1])
    var theta: [[Double]] = [[0]]
    for _ in 0..<2 { try optimizer.step(&theta, gradients: [nil]) }
    try optimizer.step(&theta, gradients: [[1]])
    // m = v = ½; at t = 3 both are divided by 7/8, at t = 1 by ½.
    let ratio: Double = 0.5 / 0.875
    #expect(theta == [[clock == .global ? -(ratio / ratio.squareRoot()) : -1]])
  }

  @Test("both clocks agree where no gradient is absent", arguments: try Scenario.all())
  func clocksAgree(_ scenario: Scenario) throws {
    var generator = seeded(63)
    var a: Optimizer<Float> = try scenario.make(counts: [4, 2])
    var b: Optimizer<Float> = try scenario.make(counts: [4, 2], clock: .global)
    var x: [[Float]] = [generator.values(4), generator.values(2)]
    var y = x
    for _ in 1...5 {
      let gradients: [[Float]] = [generator.values(4), generator.values(2)]
      try a.step(&x, gradients: gradients)
      try b.step(&y, gradients: gradients)
    }
    #expect(x == y)
  }

  @Test("a late first step is still a first step")
  func lateFirst() throws {
    for clock in StepClock.allCases {
      var optimizer = try Optimizer<Double>(
        .sgd(
          learningRate: 1, momentum: 0.5, dampening: 0.5,
          dialect: .standard(.sgd).with(clock)))
      try optimizer.addTensor(shape: [1])
      var theta: [[Double]] = [[0]]
      for _ in 0..<3 { try optimizer.step(&theta, gradients: [nil]) }
      try optimizer.step(&theta, gradients: [[1]])
      #expect(optimizer.state(.momentumBuffer, ofTensor: 0) == [1])
      try optimizer.step(&theta, gradients: [[1]])
      #expect(optimizer.state(.momentumBuffer, ofTensor: 0) == [1])
      try optimizer.step(&theta, gradients: [[2]])
      #expect(optimizer.state(.momentumBuffer, ofTensor: 0) == [1.5])
    }
  }

  @Test("step numbers beyond every format", arguments: Combination.all)
  func largeCounts(_ combination: Combination) throws {
    var generator = seeded(64)
    // A power that is a product takes as many factors as it takes to vanish.
    let multiplies =
      [.workingProducts, .wideConstantsProducts].contains(combination.scalars)
    let counts: [Int64] = [256, 2048, 70_000, 1 << 24, 1 << 31, 1 << 52]
    for count in counts where !multiplies || count <= 70_000 {
      for rule in try [
        OptimizerRule.adagrad(learningRateDecay: 1e-3, accumulatorDecay: 0.9),
        .adam(beta1: 0.9, beta2: 0.9999),
        .adam(
          beta1: 0.5, beta2: 0.999, dialect: .standard(.adam).with(StepClock.global)),
        .rmsprop(
          decay: 0.99999, dialect: .standard(.rmsprop).with(SecondMomentCorrection.on)),
      ] {
        var twins = try TwinRun(
          rule.dialect, groups: [(rule.hyperparameters, [6])], combination,
          using: &generator)
        var snapshot = twins.optimizer.snapshot()
        snapshot.stepCount = count
        snapshot.tensors[0].stepCount = count - 1
        try twins.optimizer.restore(snapshot)
        twins.globalStep = count
        twins.reference[0].ownSteps = count - 1
        for _ in 1...2 {
          try twins.step(
            [generator.encodings(6, combination.storage)], learningRates: [0.1])
          #expect(twins.difference == nil, "\(rule) at \(count)")
        }
      }
    }
  }

  @Test(
    "a product of factors ends where no factor changes it",
    arguments: [ScalarEvaluation.workingProducts, .wideConstantsProducts])
  func vanishedProducts(scalars: ScalarEvaluation) throws {
    // 1 − β^t is 1 then, as it is long before.
    var parameters: [Float] = []
    for count in [70_000, 1 << 52] as [Int64] {
      var optimizer = try Optimizer<Float>(
        .adam(beta1: 0.5, beta2: 0.9), scalars: scalars)
      var parameter: [[Float]] = [[1]]
      try optimizer.addTensor(shape: [1])
      var snapshot = optimizer.snapshot()
      snapshot.stepCount = count
      snapshot.tensors[0].stepCount = count
      try optimizer.restore(snapshot)
      try optimizer.step(&parameter, gradients: [[0.5]])
      parameters += parameter[0]
    }
    #expect(parameters[0] == parameters[1] && parameters[0] < 1)
  }
}
