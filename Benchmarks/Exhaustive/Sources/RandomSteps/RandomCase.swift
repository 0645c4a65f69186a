import Dialects
import Formats
import Optimizers
import Oracle
import Scenarios
import _StepSupport
import _TestSupport

/// A few steps of a random rule on a tensor of wild values.
struct RandomCase {
  let numbers: Numbers
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  let scalars: ScalarEvaluation
  let stochasticSeed: UInt32?
  let initial: [UInt64]
  let gradients: [[UInt64]]

  /// Rows may have clocks of their own.
  static let shape = [8, 128]

  /// The case of a number, the same in every run with that seed.
  init(seed: UInt64, number: Int) throws {
    var seeds = SplitMix64(seed: seed)
    var numbered = SplitMix64(seed: seeds.next() &+ UInt64(number))
    var generator = numbered.split()
    let numbers = generator.choice(Numbers.all)
    let format = numbers.format
    let optimizer = generator.choice(OptimizerName.allCases)
    self.numbers = numbers
    let drawn = try Dialect(optimizer, randomChanges(optimizer, using: &generator))
    var values = randomHyperparameters(optimizer, using: &generator)
    for name in [Hyperparameter.learningRate, .epsilon, .epsilonRoot]
    where values[name] != nil && generator.bool() {
      values[name] = generator.double(exponent: -40...3).magnitude
    }
    hyperparameters = try Hyperparameters(optimizer, values)
    // A dialect has ε where the hyperparameters that were drawn have it.
    dialect = drawn.placingEpsilon(of: hyperparameters)
    scalars = generator.choice(ScalarEvaluation.allCases)
    stochasticSeed =
      generator.oneIn(8) ? UInt32(truncatingIfNeeded: generator.next()) : nil
    // Overflows and underflows are the rule among random encodings.
    let isRandom = generator.oneIn(3)
    func lanes() -> [UInt64] {
      (0..<Self.shape.reduce(1, *)).map { _ in
        isRandom
          ? generator.next() & format.bitMask : generator.wildEncoding(format)
      }
    }
    initial = lanes()
    gradients = (0..<generator.integer(in: 1...6)).map { _ in lanes() }
  }

  /// The number of elements, each step counted.
  var elementSteps: Int { initial.count * gradients.count }

  /// The case in the words of the oracle.
  var scenario: Scenarios.Scenario {
    let tensor = Scenarios.Scenario.Tensor(
      name: "w", shape: Self.shape, initial: initial)
    let rate = hyperparameters[.learningRate]
    return Scenarios.Scenario(
      dialect: dialect,
      scalars: Scenario.ScalarPrecision(rawValue: scalars.rawValue) ?? .wide,
      storage: numbers.format, arithmetic: numbers.arithmetic,
      groups: [
        Scenarios.Scenario.Group(hyperparameters: hyperparameters, tensors: [tensor])
      ],
      steps: .listed(
        gradients.map { ScenarioStep(gradients: [$0 as Optional], learningRates: [rate]) }
      ),
      stochastic: stochasticSeed.map { StochasticSource(seed: $0) })
  }
}

/// The parameters and the state after each step, slot by slot, with one NaN.
typealias Run = [[(name: String, bits: [UInt64])]]

extension RandomCase {
  /// What the rounded reading of the oracle gives.
  func reference() -> Run {
    let checkpoints = Array(1...gradients.count)
    return scenario.roundedReading(checkpoints: checkpoints).map { checkpoint in
      let tensor = checkpoint.tensors[0]
      return [("parameter", tensor.parameter)]
        + tensor.state.map { ($0.slot.rawValue, $0.values) }
    }
  }

  /// What the library gives in those instructions.
  func run(_ level: FloatFormat.SIMDLevel) throws -> Run {
    try run(numbers.storage, level)
  }

  private func run<Scalar: StorageScalar>(
    _: Scalar.Type, _ level: FloatFormat.SIMDLevel
  ) throws -> Run {
    var optimizer = try Optimizer<Scalar>(
      OptimizerRule(hyperparameters, dialect: dialect), arithmetic: numbers.arithmetic,
      scalars: scalars, stochasticSeed: stochasticSeed)
    try optimizer.addTensor(shape: Self.shape)
    optimizer.level = level
    var parameters: [[Scalar]] = [values(encodedBy: initial)]
    return try gradients.map { gradient in
      let gradient: [Scalar] = values(encodedBy: gradient)
      try optimizer.step(&parameters, gradients: [gradient])
      return [("parameter", canonicalEncodings(parameters[0]))]
        + optimizer.slots(ofTensor: 0).map { slot in
          (slot.rawValue, optimizer.canonicalState(slot, ofTensor: 0))
        }
    }
  }
}
