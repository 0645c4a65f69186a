import Dialects
import Formats
import Oracle
import Scenarios
import Testing

/// Enclosures at zeros, overflow and cancellation.
@Suite struct SpecialEnclosureTests {
  private let binary32 = FloatFormat.binary32

  private func values(_ optimizer: OptimizerName) -> [Hyperparameter: Double] {
    switch optimizer {
    case .sgd: [.learningRate: 0.1, .momentum: 0.9]
    case .adagrad: [.learningRate: 0.1, .epsilon: 1e-10]
    case .rmsprop: [.learningRate: 0.1, .decay: 0.9, .epsilon: 1e-8, .momentum: 0.9]
    case .adadelta: [.learningRate: 0.1, .decay: 0.9, .epsilonRoot: 1e-6]
    case .adam, .adamw, .adabelief, .amsgrad, .nadam, .adamax, .radam:
      [.learningRate: 0.1, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8]
    }
  }

  /// Whether both bounds are a number; a zero has no sign here.
  private func isPoint(_ bounds: BudgetEnclosure.Bounds, _ value: Double) -> Bool {
    binary32.decode(bounds.low) == value && binary32.decode(bounds.high) == value
  }

  @Test(
    "a gradient that is always zero leaves the exact point",
    arguments: OptimizerName.allCases)
  func zeroGradients(optimizer: OptimizerName) throws {
    let scenario = try Scenario.single(
      .standard(optimizer), values(optimizer), start: [0, 1, -0.1, 1e-40],
      gradients: Array(repeating: [0, -0.0, 0, 0], count: 8))
    for checkpoint in scenario.budgetReading(budget: 4, checkpoints: [1, 8]) {
      let tensor = checkpoint.tensors[0]
      for (lane, start) in scenario.tensors[0].initial.enumerated() {
        let bounds = try #require(tensor.parameter[lane].bounds)
        #expect(isPoint(bounds, binary32.decode(start)))
        // AdaMax's norm has ε for a floor.
        for slot in tensor.state where slot.slot != .infinityNorm {
          let bounds = try #require(slot.values[lane].bounds)
          #expect(isPoint(bounds, 0))
        }
      }
    }
  }

  @Test("a square that overflows may be infinite or may not")
  func overflow() throws {
    let scenario = try Scenario.single(
      .standard(.adagrad), values(.adagrad), start: [1], gradients: [[1e30]])
    let tensor = scenario.budgetReading(budget: 4, checkpoints: [1])[0].tensors[0]
    let square = tensor.state[0].values[0]
    #expect(square.admits(binary32.encode(.infinity), in: binary32))
    // 1e60 is no value of the format, and only infinity stands for it.
    #expect(!square.admits(binary32.greatestFiniteBits, in: binary32))
    let parameter = tensor.parameter[0]
    // g/∞ takes no step, the exact rule takes one of η.
    #expect(parameter.admits(binary32.encode(1), in: binary32))
    #expect(parameter.admits(binary32.encode(0.9), in: binary32))
    #expect(!parameter.admits(binary32.encode(1.01), in: binary32))
    #expect(!parameter.admits(binary32.encode(0.89), in: binary32))
  }

  @Test("an infinite average may turn to NaN, whatever comes next", arguments: [0, 1])
  func infiniteAverage(next: Double) throws {
    let scenario = try Scenario.single(
      .standard(.rmsprop), values(.rmsprop), start: [1], gradients: [[1e30], [next]])
    // v + (1 − ρ) × (g × g − v): ∞ − ∞.
    let second = scenario.budgetReading(budget: 4, checkpoints: [2])[0].tensors[0]
    #expect(second.state[0].values[0].admits(binary32.nanBits, in: binary32))
    // As written the average stays infinite, and no step is taken.
    let bits = scenario.roundedReading(checkpoints: [2])[0].tensors[0].state[0].values[0]
    #expect(binary32.decode(bits) == .infinity)
  }

  @Test("halfway beyond the greatest value a result is infinite without an error")
  func threshold() throws {
    let greatest = binary32.greatestFinite
    // A unit roundoff of the greatest value is all of its spacing, 2^104.
    for (excess, budget) in [(0x1p103, 0), (0x1p102, 0.25), (0x1.8p102, 0.125)] {
      let scenario = try Scenario.single(
        .standard(.sgd), [.learningRate: 1], start: [greatest], gradients: [[-excess]])
      let least = scenario.minimalBudget(
        of: binary32.encode(.infinity), lane: Lane(tensor: 0, element: 0), slot: nil,
        step: 1)
      #expect(abs(least - budget) < 0.01, "\(least)")
      let bits = scenario.roundedReading(checkpoints: [1])[0].tensors[0].parameter[0]
      #expect(binary32.decode(bits).isInfinite == (budget == 0))
    }
  }

  @Test(
    "a constant gradient leaves centered RMSprop without a stable value",
    arguments: [0.1, 3.3])
  func cancellation(gradient: Double) throws {
    let values: [Hyperparameter: Double] = [
      .learningRate: 0.01, .decay: 0.9, .epsilon: 1e-8,
    ]
    let scenario = try Scenario.single(
      Dialect.standard(.rmsprop).with(Centered.on), values, start: [1],
      gradients: Array(repeating: [gradient], count: 200))
    let reading = scenario.budgetReading(budget: 4, checkpoints: [1, 10, 200])
    #expect(reading[0].tensors[0].parameter[0].bounds != nil)
    #expect(reading[1].tensors[0].parameter[0].bounds != nil)
    #expect(reading[2].tensors[0].parameter[0].bounds == nil)
    // The averages themselves are as sure as ever.
    for slot in reading[2].tensors[0].state {
      let bounds = try #require(slot.values[0].bounds)
      let (low, high) = (binary32.decode(bounds.low), binary32.decode(bounds.high))
      #expect(high - low < low * 1e-4)
    }
    #expect(scenario.budgetUnits(checkpoints: [200])[0].tensors[0].parameter[0] == nil)
  }

  @Test("a clamped variance is never undefined")
  func clamped() throws {
    let dialect = Dialect.standard(.rmsprop).with(Centered.on).with(VarianceClamp.zero)
    let scenario = try Scenario.single(
      dialect, [.learningRate: 0.01, .decay: 0.9, .epsilon: 1e-3], start: [1],
      gradients: Array(repeating: [0.1], count: 200))
    let enclosure = scenario.budgetReading(budget: 4, checkpoints: [200])[0].tensors[0]
      .parameter[0]
    #expect(enclosure.bounds != nil)
    let bits = scenario.roundedReading(checkpoints: [200])[0].tensors[0].parameter[0]
    #expect(enclosure.admits(bits, in: binary32))
  }

  @Test("0/0 must be NaN, within any budget")
  func certainNaN() throws {
    let scenario = try Scenario.single(
      .standard(.adagrad), [.learningRate: 0.1], start: [1], gradients: [[0]])
    let reading = scenario.budgetReading(budget: 4, checkpoints: [1])
    let bounds = try #require(reading[0].tensors[0].parameter[0].bounds)
    #expect(bounds.low == binary32.nanBits && bounds.high == binary32.nanBits)
  }
}
