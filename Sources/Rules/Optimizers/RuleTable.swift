import Dialects

extension OptimizerName {
  /// The rule of the optimizer: the one table that a new rule enters.
  var rule: any UpdateRule.Type {
    switch self {
    case .sgd: SGDRule.self
    case .adagrad: AdaGradRule.self
    case .adadelta: AdadeltaRule.self
    case .rmsprop: RMSpropRule.self
    case .adam, .adamw: AdamRule.self
    case .adabelief: AdaBeliefRule.self
    case .amsgrad: AMSGradRule.self
    case .nadam: NAdamRule.self
    case .adamax: AdaMaxRule.self
    case .radam: RAdamRule.self
    }
  }
}
