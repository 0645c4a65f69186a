import Dialects

/// An update rule, written once for all of its dialects.
protocol UpdateRule {
  /// Performs one step on symbolic values.
  static func trace(_ step: SymbolicStep)
}

extension Program {
  /// The step of `dialect` with these hyperparameters.
  ///
  /// - Parameters:
  ///   - dialect: The optimizer and its axis values.
  ///   - hyperparameters: They decide which terms are present; the values
  ///     themselves stay symbolic.
  ///   - isFirst: Whether the tensor has its first gradient in this step.
  ///   - isRectified: Whether RAdam rectifies this step.
  public init(
    dialect: Dialect, hyperparameters: Hyperparameters, isFirst: Bool,
    isRectified: Bool = true
  ) {
    let step = SymbolicStep(
      dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
      isRectified: isRectified)
    dialect.optimizer.rule.trace(step)
    self = step.program()
  }
}

extension OptimizerName {
  var rule: any UpdateRule.Type {
    switch self {
    case .sgd: SGDRule.self
    case .adagrad: AdaGradRule.self
    case .adadelta: AdadeltaRule.self
    case .rmsprop: RMSpropRule.self
    case .adam, .adamw: AdamRule.self
    case .amsgrad: AMSGradRule.self
    case .nadam: NAdamRule.self
    case .adamax: AdaMaxRule.self
    case .radam: RAdamRule.self
    }
  }
}
