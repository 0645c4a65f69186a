import Dialects
import Formats
import Scenarios

/// Scenarios that random ones hardly ever come near, in binary32.
enum AdmissionScenarios {
  static func all() throws -> [(name: String, scenario: Scenario)] {
    [
      (
        "an infinite gradient that is dampened",
        try make(
          Dialect.standard(.sgd).with(FirstMomentum.zero),
          [.learningRate: 0.1, .momentum: 0.9, .dampening: 0.25], start: 1,
          gradients: [.infinity])
      ),
      (
        "an infinite parameter that decays before a step of zero",
        try make(
          Dialect.standard(.adamw).with(DecayForm.before),
          [
            .learningRate: 0.1, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8,
            .weightDecay: 0.1,
          ], start: .infinity, gradients: [0])
      ),
      (
        "a rate whose product with a ratio is subnormal",
        try make(
          .standard(.adadelta),
          [.learningRate: 0x1.3p-75, .decay: 0.9, .epsilonRoot: 0x1.7p-100], start: 0,
          gradients: [0x1.654321p20, 0x1.234567p21, 0x1.9abcdfp20, 0x1.f13579p20])
      ),
      (
        "terms of different signs that are divided by zero",
        try make(
          Dialect.standard(.nadam).with(EpsilonPlace.none),
          [.learningRate: 1, .beta1: 0.9, .beta2: 0.999, .momentumDecay: 0.004],
          start: 0, gradients: [0x1p-80, -0x1.8p-84])
      ),
      (
        "a rate that is subnormal when it is divided by the denominator",
        try make(
          .standard(.rmsprop),
          [.learningRate: 0x1.3p-85, .decay: 0.9, .epsilon: 1e-8], start: 0,
          gradients: [0x1.654321p62])
      ),
      (
        "a denominator whose reciprocal overflows",
        try make(
          .standard(.rmsprop),
          [.learningRate: 0x1p-10, .decay: 0.9, .epsilon: 0x1p-140], start: 0,
          gradients: [0x1p-100])
      ),
      (
        "terms of different signs over squares that underflow",
        try make(
          .standard(.nadam),
          [
            .learningRate: 0x1p-20, .beta1: 0.9, .beta2: 0.999, .momentumDecay: 0.004,
            .epsilon: 0x1p-140,
          ], start: 0, gradients: [0x1p-80, -0x1p-81, 0x1p-82])
      ),
      (
        "an ε whose product with √c2 is subnormal",
        try make(
          .standard(.adam),
          [
            .learningRate: 0x1p-10, .beta1: 0.9, .beta2: 0x1.fffffffcp-1,
            .epsilon: 0x1.3579p-125,
            .initialFirstMoment: 0x1.7654p-100,
          ], start: 0, gradients: [0])
      ),
    ]
  }

  private static func make(
    _ dialect: Dialect, _ values: [Hyperparameter: Double], start: Double,
    gradients: [Double]
  ) throws -> Scenario {
    let format = FloatFormat.binary32
    return Scenario(
      dialect: dialect, scalars: .wide, storage: format, arithmetic: format,
      groups: [
        Scenario.Group(
          hyperparameters: try Hyperparameters(dialect.optimizer, values),
          tensors: [
            Scenario.Tensor(name: "w", shape: [1], initial: [format.encode(start)])
          ])
      ],
      steps: .listed(
        gradients.map {
          ScenarioStep(
            gradients: [[format.encode($0)]], learningRates: [values[.learningRate]])
        }))
  }
}
