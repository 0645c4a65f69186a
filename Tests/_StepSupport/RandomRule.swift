import Dialects
import _TestSupport

/// A value on every axis, drawn at random.
public func randomChanges(
  _ optimizer: OptimizerName, using generator: inout SplitMix64
) -> [Axis: String] {
  var changes: [Axis: String] = [:]
  for (axis, _) in optimizer.definition.axes {
    changes[axis] = generator.choice(axis.values)
  }
  return changes
}

/// A value of every hyperparameter, drawn from neutral, usual and odd ones.
public func randomHyperparameters(
  _ optimizer: OptimizerName, using generator: inout SplitMix64
) -> [Hyperparameter: Double] {
  // 1e-12 is 0 in binary16 and yet not neutral: its term is there.
  var values: [Hyperparameter: Double] = [:]
  for name in optimizer.definition.hyperparameters {
    values[name] =
      switch name {
      case .learningRate: generator.choice([1e-3, 0.01, 0.3])
      case .momentum: generator.choice([0, 0.9, 0.37, 1.25, 1e-12])
      case .dampening: generator.choice([0, 0, 0.1, -0.5, 1e-12])
      case .decay, .beta1, .beta2:
        generator.choice([0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.637])
      case .epsilon, .epsilonRoot: generator.choice([0, 1e-8, 1e-3])
      case .weightDecay: generator.choice([0, 0.01, 0.3, 1e-12])
      case .learningRateDecay: generator.choice([0, 0.1, 1e-3, 1e-12])
      case .accumulatorDecay: generator.choice([1, 0.9, 0.999])
      case .initialFirstMoment: generator.choice([0, -0.7])
      case .initialSecondMoment, .initialMaximum: generator.choice([0, 0.1, 1])
      case .momentumDecay: generator.choice([0, 4e-3, 1, 0.37])
      }
  }
  return values
}
