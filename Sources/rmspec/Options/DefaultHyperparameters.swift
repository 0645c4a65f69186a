import Dialects

extension Optimizer {
  /// PyTorch's default values, with ε where the dialect has it.
  func defaults(
    epsilon placement: PublishedDialect.EpsilonPlacement
  ) -> [Hyperparameter: Double] {
    var values: [Hyperparameter: Double]
    let epsilon: Double
    switch self {
    case .sgd: return [.learningRate: 1e-3]
    case .adagrad: (values, epsilon) = ([.learningRate: 1e-2], 1e-10)
    case .rmsprop: (values, epsilon) = ([.learningRate: 1e-2, .decay: 0.99], 1e-8)
    case .adam:
      (values, epsilon) = ([.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999], 1e-8)
    case .adamw:
      values = [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .weightDecay: 1e-2]
      epsilon = 1e-8
    }
    for name in placement.hyperparameters { values[name] = epsilon }
    return values
  }
}

extension PublishedDialect.EpsilonPlacement {
  /// The hyperparameters that are in use.
  var hyperparameters: [Hyperparameter] {
    switch self {
    case .none: []
    case .outside: [.epsilon]
    case .inside: [.epsilonRoot]
    case .both: [.epsilon, .epsilonRoot]
    }
  }
}
