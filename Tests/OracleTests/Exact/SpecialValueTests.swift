import Dialects
import Formats
import Oracle
import Scenarios
import Testing

/// Infinities, NaNs and zeros in the exact reading (SPEC §14).
@Suite struct SpecialValueTests {
  private func parameters(
    _ dialect: Dialect, _ hyperparameters: [Hyperparameter: Double], start: [Double],
    gradients: [[Double]]
  ) throws -> [[String]] {
    let scenario = try Scenario.single(
      dialect, hyperparameters, start: start, gradients: gradients)
    return try scenario.exactReading(checkpoints: Array(1...gradients.count)).map {
      $0.tensors[0].parameter.map(\.decimal)
    }
  }

  @Test("an undefined lane is undefined for ever, alone")
  func lanes() throws {
    let result = try parameters(
      .standard(.sgd), [.learningRate: 0.5], start: [1, 1, 1, 1],
      gradients: [[.infinity, -.infinity, .nan, 1], [1, .infinity, 0, 1]])
    #expect(result == [["-inf", "inf", "nan", "5e-1"], ["-inf", "nan", "nan", "0"]])
  }

  @Test("0/0 without an epsilon", arguments: [OptimizerName.adagrad, .rmsprop])
  func zeroByZero(optimizer: OptimizerName) throws {
    var values: [Hyperparameter: Double] = [.learningRate: 0.5]
    if optimizer == .rmsprop { values[.decay] = 0.75 }
    let result = try parameters(
      .standard(optimizer), values, start: [1, 1], gradients: [[0, -0.0], [1, 0]])
    #expect(result == [["nan", "nan"], ["nan", "nan"]])
    values[.epsilon] = 1e-8
    #expect(
      try parameters(
        .standard(optimizer), values, start: [1, -1], gradients: [[0, -0.0]])
        == [["1e0", "-1e0"]])
  }

  @Test("Adam's 0/0, and m/0 for a first moment without a second")
  func adam() throws {
    let values: [Hyperparameter: Double] = [
      .learningRate: 0.5, .beta1: 0.5, .beta2: 0.5,
    ]
    #expect(
      try parameters(.standard(.adam), values, start: [1], gradients: [[0]]) == [["nan"]])
    let moving = values.merging([.initialFirstMoment: 1]) { $1 }
    #expect(
      try parameters(.standard(.adam), moving, start: [1], gradients: [[0]])
        == [["-inf"]])
  }

  @Test("an infinite gradient over an infinite denominator")
  func infiniteByInfinite() throws {
    let result = try parameters(
      .standard(.rmsprop), [.learningRate: 0.5, .decay: 0.5, .epsilon: 1e-8],
      start: [1], gradients: [[.infinity], [1]])
    #expect(result == [["nan"], ["nan"]])
  }

  @Test("a finite gradient over an infinite denominator takes no step")
  func finiteByInfinite() throws {
    let scenario = try Scenario.single(
      .standard(.adam),
      [.learningRate: 0.5, .beta1: 0, .beta2: 0.5, .epsilon: 1e-8], start: [1],
      gradients: [[.infinity], [1]])
    let reading = try scenario.exactReading(checkpoints: [1, 2])
    #expect(reading[0].tensors[0].state.map { $0.values[0].decimal } == ["inf", "inf"])
    // ∞ at the first step: 0 × ∞ in the first moment.
    #expect(reading[1].tensors[0].state.map { $0.values[0].decimal } == ["nan", "inf"])
  }

  @Test("a negative variance has no root; clamped it is zero")
  func negativeVariance() throws {
    let values: [Hyperparameter: Double] = [
      .learningRate: 0.5, .decay: 0.5, .epsilon: 0.5, .initialSecondMoment: 0,
    ]
    // v = g²/2 and m = g/2 at first: v − m² = g²/4.
    let centered = Dialect.standard(.rmsprop).with(Centered.on)
    let first = try parameters(centered, values, start: [1], gradients: [[1]])
    #expect(first == [["5e-1"]])
    // With ρ = 0 the variance is exactly zero in either.
    let flat = values.merging([.decay: 0]) { $1 }
    for dialect in [centered, centered.with(VarianceClamp.zero)] {
      #expect(try parameters(dialect, flat, start: [1], gradients: [[1]]) == [["0"]])
    }
  }

  @Test("what overflows the format is exact all the same, and its nearest infinite")
  func overflow() throws {
    let scenario = try Scenario.single(
      .standard(.adagrad), [.learningRate: 0.5], start: [1], gradients: [[0x1p100]])
    let reading = try scenario.exactReading(checkpoints: [1])
    let v = try #require(reading[0].tensors[0].state.first?.values.first)
    #expect(v.decimal.hasSuffix("e60"))
    #expect(FloatFormat.binary32.decode(v.nearest) == .infinity)
    #expect(reading[0].tensors[0].parameter[0].decimal == "5e-1")
  }

  @Test("before its first gradient a tensor has no state, and keeps its parameter")
  func untouched() throws {
    let hyperparameters = try Hyperparameters(
      .adamw, [.learningRate: 0.5, .beta1: 0.9, .beta2: 0.99, .weightDecay: 0.1])
    let scenario = Scenario(
      dialect: .standard(.adamw), scalars: .wide, storage: .binary64,
      arithmetic: .binary64,
      groups: [
        Scenario.Group(
          hyperparameters: hyperparameters,
          tensors: [
            Scenario.Tensor(name: "w", shape: [], initial: [(0.75).bitPattern])
          ])
      ],
      steps: .listed([
        ScenarioStep(gradients: [nil as [UInt64]?], learningRates: [0.5]),
        ScenarioStep(gradients: [[(1.0).bitPattern]], learningRates: [0.5]),
      ]))
    let reading = try scenario.exactReading(checkpoints: [1, 2])
    #expect(reading[0].tensors[0].state.isEmpty)
    #expect(reading[0].tensors[0].parameter[0].decimal == "7.5e-1")
    #expect(reading[1].tensors[0].state.map(\.slot) == [.firstMoment, .secondMoment])
  }
}
