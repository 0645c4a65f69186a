extension OptimizerName {
  /// The default values, PyTorch's where it has the optimizer, with ε where `epsilon`
  /// says.
  ///
  /// They stand in wherever a value is needed and nobody gives one.
  public func usualValues(
    epsilon placement: EpsilonPlace
  ) -> [Hyperparameter: Double] {
    let values =
      FrameworkProfile.pytorch.rules.first { $0.dialect.optimizer == self }?.defaults
      ?? definition.defaults
    return values.placingEpsilon(placement)
  }
}

// What the profiles are written with.

extension Dialect {
  static let sgd = standard(.sgd)
  static let adagrad = standard(.adagrad)
  static let adadelta = standard(.adadelta)
  static let rmsprop = standard(.rmsprop)
  static let adam = standard(.adam)
  static let adamw = standard(.adamw)
  static let amsgrad = standard(.amsgrad)
  static let nadam = standard(.nadam)
  static let adamax = standard(.adamax)
  static let radam = standard(.radam)

  /// SGD or RMSprop with η on the buffer's input, and SGD's buffer from zeros.
  static let sgdInside = sgd.with(FirstMomentum.zero).with(MomentumLearningRate.inside)
  static let rmspropInside = rmsprop.with(MomentumLearningRate.inside)
  /// Adam with ε-hat.
  static let adamRaw = adam.with(EpsilonFrame.raw)
  static let amsgradRaw = amsgrad.with(EpsilonFrame.raw)

  /// The same without either correction.
  var uncorrected: Dialect {
    with(FirstMomentCorrection.off).with(SecondMomentCorrection.off)
  }
}

extension [Hyperparameter: Double] {
  /// β1 = 0.9, β2 = 0.999, η and ε where they are given, and `others`.
  static func moments(
    rate: Double? = nil, epsilon: Double? = nil, _ others: Self = [:]
  ) -> Self {
    var values: Self = [.beta1: 0.9, .beta2: 0.999]
    values[.learningRate] = rate
    values[.epsilon] = epsilon
    return values.merging(others) { $1 }
  }
}
