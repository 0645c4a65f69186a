import Dialects

extension OptimizerRule {
  /// The hyperparameters that the factory of an optimizer uses where it is told none.
  ///
  /// They are PyTorch's for the optimizers that PyTorch has. A hyperparameter that is not
  /// listed has its neutral value: its term is absent.
  ///
  /// ```swift
  /// OptimizerRule.defaults(of: .rmsprop)[.decay]  // 0.99
  /// ```
  public static func defaults(of optimizer: OptimizerName) -> [Hyperparameter: Double] {
    switch optimizer {
    case .sgd: [.learningRate: 1e-3]
    case .adagrad: [.learningRate: 1e-2, .epsilon: 1e-10]
    // PyTorch's ε of Adadelta is inside the roots. The paper has no learning rate: 1.
    case .adadelta: [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6]
    case .rmsprop: [.learningRate: 1e-2, .decay: 0.99, .epsilon: 1e-8]
    case .adam: [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8]
    case .adamw:
      [
        .learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8,
        .weightDecay: 1e-2,
      ]
    case .amsgrad: [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8]
    case .nadam:
      [
        .learningRate: 2e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8,
        .momentumDecay: 4e-3,
      ]
    case .adamax: [.learningRate: 2e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8]
    case .radam: [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8]
    }
  }
}
