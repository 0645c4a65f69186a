import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import _TestSupport

/// The errors of the scalar part.
@Suite struct ScalarErrorTests {
  private let values: [Hyperparameter: Double] = [
    .learningRate: 0.1, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8,
  ]

  /// κ* of the reference and the relative width of κ = 1, after step 2.
  private func adam(
    _ scalars: Scenario.ScalarPrecision
  ) throws -> (budget: Double, width: Double) {
    let format = FloatFormat.binary32
    let scenario = try Scenario.single(
      .standard(.adam), values, start: [0], gradients: [[0.5], [0.3]], scalars: scalars)
    let bits = scenario.roundedReading(checkpoints: [2])[0].tensors[0].parameter[0]
    let budget = scenario.minimalBudget(
      of: bits, lane: Lane(tensor: 0, element: 0), slot: nil, step: 2)
    let reading = scenario.budgetReading(budget: 1, checkpoints: [2])
    let bounds = try #require(reading[0].tensors[0].parameter[0].bounds)
    let (low, high) = (format.decode(bounds.low), format.decode(bounds.high))
    return (budget, (high - low) / high.magnitude)
  }

  @Test("in the working format 1 − β2^t loses hundreds of units, and has them")
  func cancellation() throws {
    let (wide, working) = (try adam(.wide), try adam(.working))
    #expect(wide.width < 40 * FloatFormat.binary32.unitRoundoff)
    #expect(working.width > 200 * FloatFormat.binary32.unitRoundoff)
    #expect(wide.budget <= 1 && working.budget <= 1)
  }

  /// AdaGrad whose only gradient comes in step `step`, counting all steps.
  private func late(_ step: Int, _ format: FloatFormat) throws -> Scenario {
    let dialect = Dialect.standard(.adagrad).with(StepClock.global)
      .with(LearningRateDecayClock.current)
    let hyperparameters = try Hyperparameters(
      .adagrad, [.learningRate: 1, .learningRateDecay: 0.75])
    let tensor = Scenario.Tensor(name: "w", shape: [1], initial: [0])
    return Scenario(
      dialect: dialect, scalars: .working, storage: format, arithmetic: format,
      groups: [Scenario.Group(hyperparameters: hyperparameters, tensors: [tensor])],
      steps: .listed(
        (1...step).map {
          ScenarioStep(
            gradients: [$0 == step ? [format.encode(1)] : nil], learningRates: [1])
        }))
  }

  @Test("a step number that the format does not hold is rounded, and may be")
  func stepNumbers() throws {
    // In e4m3 step 464 is beyond the largest value, and so NaN.
    for (format, first) in [
      (FloatFormat.bfloat16, 256), (.binary16, 2048), (.e4m3, 456),
    ] {
      for step in first...first + 12 {
        let scenario = try late(step, format)
        #expect(ReferenceTests.fault(scenario) == nil)
        let bits = scenario.roundedReading(checkpoints: [step])[0].tensors[0].parameter[0]
        let budget = scenario.minimalBudget(
          of: bits, lane: Lane(tensor: 0, element: 0), slot: nil, step: step)
        #expect(budget <= 1, "step \(step) in \(format)")
      }
    }
  }
}
