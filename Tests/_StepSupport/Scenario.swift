import Dialects
import Formats
import Optimizers

/// One optimizer with hyperparameters that use all of its terms.
public struct Scenario: Sendable, CustomStringConvertible {
  public let name: String
  public let dialect: Dialect
  public let hyperparameters: Hyperparameters

  public var description: String { name }

  /// An empty optimizer with one group.
  public func make<Scalar>(
    _: Scalar.Type = Scalar.self, arithmetic: FloatFormat? = nil,
    clock: StepClock = .tensor
  ) throws -> ParameterOptimizer<Scalar> {
    let hasClock = dialect.values[.stepClock] != nil
    var optimizer = try ParameterOptimizer<Scalar>(
      dialect: hasClock ? dialect.with(clock) : dialect, arithmetic: arithmetic)
    try optimizer.addGroup(hyperparameters)
    return optimizer
  }

  /// An optimizer with one group of tensors of these lengths.
  public func make<Scalar>(
    _: Scalar.Type = Scalar.self, counts: [Int], arithmetic: FloatFormat? = nil,
    clock: StepClock = .tensor
  ) throws -> ParameterOptimizer<Scalar> {
    var optimizer: ParameterOptimizer<Scalar> = try make(
      arithmetic: arithmetic, clock: clock)
    for count in counts { try optimizer.addTensor(shape: [count]) }
    return optimizer
  }

  /// Every optimizer.
  public static func all() throws -> [Scenario] {
    [
      Scenario(
        name: "sgd",
        dialect: .standard(.sgd).with(Nesterov.standard),
        hyperparameters: try .sgd(
          learningRate: 0.1, momentum: 0.9, dampening: 0.2, weightDecay: 0.03)),
      Scenario(
        name: "sgd without momentum", dialect: .standard(.sgd),
        hyperparameters: try .sgd(learningRate: 0.1, weightDecay: 0.03)),
      Scenario(
        name: "adagrad", dialect: .standard(.adagrad),
        hyperparameters: try .adagrad(
          learningRate: 0.1, learningRateDecay: 0.01, accumulatorDecay: 0.95,
          epsilon: 1e-6, epsilonRoot: 1e-7, weightDecay: 0.03, initialSecondMoment: 0.1)),
      Scenario(
        name: "rmsprop",
        dialect: .standard(.rmsprop).with(Centered.on).with(SecondMomentCorrection.on)
          .with(VarianceClamp.zero),
        hyperparameters: try .rmsprop(
          learningRate: 0.01, decay: 0.93, momentum: 0.8, epsilon: 1e-6, weightDecay: 0.03
        )
      ),
      Scenario(
        name: "adam", dialect: .standard(.adam),
        hyperparameters: try .adam(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, epsilon: 1e-6, weightDecay: 0.03)),
      Scenario(
        name: "adamw", dialect: .standard(.adamw).with(EpsilonFrame.raw),
        hyperparameters: try .adamw(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, epsilon: 1e-6, weightDecay: 0.03)),
      Scenario(
        name: "amsgrad", dialect: .standard(.amsgrad),
        hyperparameters: try .amsgrad(
          learningRate: 0.01, beta1: 0.85, beta2: 0.6, epsilon: 1e-6, weightDecay: 0.03,
          initialMaximum: 0.1)),
      Scenario(
        name: "nadam", dialect: .standard(.nadam),
        hyperparameters: try .nadam(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, momentumDecay: 0.3,
          weightDecay: 0.03)),
      Scenario(
        name: "adamax", dialect: .standard(.adamax),
        hyperparameters: try .adamax(
          learningRate: 0.01, beta1: 0.85, beta2: 0.6, weightDecay: 0.03)),
      Scenario(
        name: "radam", dialect: .standard(.radam),
        hyperparameters: try .radam(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, epsilon: 1e-6, weightDecay: 0.03)),
      Scenario(
        name: "adadelta", dialect: .standard(.adadelta),
        hyperparameters: try .adadelta(weightDecay: 0.03)),
    ]
  }
}

/// Everything that can be seen of a run: parameters and state, as encodings.
public func encodings<Scalar>(
  _ optimizer: ParameterOptimizer<Scalar>, _ parameters: [[Scalar]]
) -> [[UInt64]] {
  parameters.map { $0.map(\.encoding) }
    + (0..<optimizer.tensorCount).flatMap { tensor in
      optimizer.slots(ofTensor: tensor).map { slot in
        (optimizer.state(slot, ofTensor: tensor) ?? []).map(\.encoding)
      }
    }
}
