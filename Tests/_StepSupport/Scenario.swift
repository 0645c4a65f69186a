import Dialects
import Formats
import Optimizers

/// A rule with hyperparameters that use all of its terms.
public struct Scenario: Sendable, CustomStringConvertible {
  public let name: String
  public let rule: OptimizerRule

  public var description: String { name }
  public var dialect: Dialect { rule.dialect }
  public var hyperparameters: Hyperparameters { rule.hyperparameters }

  /// The same rule in a dialect that differs in one value.
  public func rule<Value: AxisValue>(with value: Value) throws -> OptimizerRule {
    try OptimizerRule(hyperparameters, dialect: dialect.with(value))
  }

  /// An optimizer with one group of tensors of these lengths.
  public func make<Scalar>(
    _: Scalar.Type = Scalar.self, counts: [Int] = [], arithmetic: FloatFormat? = nil,
    clock: StepClock = .tensor
  ) throws -> Optimizer<Scalar> {
    let hasClock = dialect.values[.stepClock] != nil
    var optimizer = try Optimizer<Scalar>(
      hasClock ? rule(with: clock) : rule, arithmetic: arithmetic)
    for count in counts { try optimizer.addTensor(shape: [count]) }
    return optimizer
  }

  /// Every optimizer.
  public static func all() throws -> [Scenario] {
    [
      Scenario(
        name: "sgd",
        rule: try .sgd(
          learningRate: 0.1, momentum: 0.9, dampening: 0.2, weightDecay: 0.03,
          dialect: .standard(.sgd).with(Nesterov.standard))),
      Scenario(
        name: "sgd without momentum",
        rule: try .sgd(learningRate: 0.1, weightDecay: 0.03)),
      Scenario(
        name: "adagrad",
        rule: try .adagrad(
          learningRate: 0.1, learningRateDecay: 0.01, accumulatorDecay: 0.95,
          epsilon: 1e-6, epsilonRoot: 1e-7, weightDecay: 0.03, initialSecondMoment: 0.1)),
      Scenario(
        name: "rmsprop",
        rule: try .rmsprop(
          learningRate: 0.01, decay: 0.93, momentum: 0.8, epsilon: 1e-6,
          weightDecay: 0.03,
          dialect: .standard(.rmsprop).with(Centered.on).with(SecondMomentCorrection.on)
            .with(VarianceClamp.zero))),
      Scenario(
        name: "adam",
        rule: try .adam(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, epsilon: 1e-6, weightDecay: 0.03)),
      Scenario(
        name: "adamw",
        rule: try .adamw(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, epsilon: 1e-6, weightDecay: 0.03,
          dialect: .standard(.adamw).with(EpsilonFrame.raw))),
      Scenario(
        name: "adabelief",
        rule: try .adabelief(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, epsilon: 1e-6, weightDecay: 0.03)),
      Scenario(
        name: "amsgrad",
        rule: try .amsgrad(
          learningRate: 0.01, beta1: 0.85, beta2: 0.6, epsilon: 1e-6, weightDecay: 0.03,
          initialMaximum: 0.1)),
      Scenario(
        name: "nadam",
        rule: try .nadam(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, momentumDecay: 0.3,
          weightDecay: 0.03)),
      Scenario(
        name: "adamax",
        rule: try .adamax(
          learningRate: 0.01, beta1: 0.85, beta2: 0.6, weightDecay: 0.03)),
      Scenario(
        name: "radam",
        rule: try .radam(
          learningRate: 0.01, beta1: 0.85, beta2: 0.97, epsilon: 1e-6, weightDecay: 0.03)),
      Scenario(
        name: "adadelta",
        rule: try .adadelta(weightDecay: 0.03)),
    ]
  }
}

/// Everything that can be seen of a run: parameters and state, as encodings.
public func encodings<Scalar>(
  _ optimizer: Optimizer<Scalar>, _ parameters: [[Scalar]]
) -> [[UInt64]] {
  parameters.map { Scalar.encodings(of: $0) }
    + (0..<optimizer.tensorCount).flatMap { tensor in
      optimizer.slots(ofTensor: tensor).map { slot in
        optimizer.stateEncodings(slot, ofTensor: tensor) ?? []
      }
    }
}
