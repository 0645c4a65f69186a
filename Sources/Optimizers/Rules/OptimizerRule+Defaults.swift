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
    optimizer.definition.defaults
  }
}
