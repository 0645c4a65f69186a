/// The name of an optimizer of the family.
public enum OptimizerName: String, CaseIterable, Hashable, Sendable, Codable {
  /// Stochastic gradient descent with momentum, dampening and Nesterov's form.
  case sgd
  /// AdaGrad (Duchi, Hazan, Singer 2011).
  case adagrad
  /// Adadelta (Zeiler 2012).
  case adadelta
  /// RMSprop (Tieleman, Hinton 2012): plain, centered, with momentum.
  case rmsprop
  /// Adam (Kingma, Ba 2015); weight decay enters the gradient by default.
  case adam
  /// Adam with decoupled weight decay (Loshchilov, Hutter 2019).
  case adamw
  /// AdaBelief (Zhuang et al. 2020): Adam by the distance of gradients from their average.
  case adabelief
  /// AMSGrad (Reddi, Kale, Kumar 2018).
  case amsgrad
  /// NAdam: Adam with Nesterov's look-ahead (Dozat 2016).
  case nadam
  /// AdaMax: Adam in the infinity norm (Kingma, Ba 2015, §7.1).
  case adamax
  /// RAdam: Adam whose early steps are rectified (Liu et al. 2020).
  case radam
}

extension OptimizerName {
  /// The axes, hyperparameters and state of the optimizer, and its published dialects.
  public var definition: OptimizerDefinition {
    switch self {
    case .sgd: .sgd
    case .adagrad: .adagrad
    case .adadelta: .adadelta
    case .rmsprop: .rmsprop
    case .adam: .adam
    case .adamw: .adamw
    case .adabelief: .adabelief
    case .amsgrad: .amsgrad
    case .nadam: .nadam
    case .adamax: .adamax
    case .radam: .radam
    }
  }
}
