import Dialects

/// What the inputs of golden vectors owe to the optimizer that they are for.
struct OptimizerInputs: Sendable {
  /// The hyperparameters of a case that says nothing of them, without ε.
  let usual: @Sendable (InputContext) -> [Hyperparameter: Double]
  /// How many steps later the rule does what a case is about.
  var delay = 0
  /// The ε inside of the root that has the weight of an ε outside.
  var epsilonInside: @Sendable (Double) -> Double = { $0 * $0 }
  /// The ε of the case that has groups, shapes and everything else at once.
  var epsilonAtOnce = 0.25
  /// How much less β2 is in the second group of that case.
  var shorterMemory = 0.25
  /// The state with which a case starts that is about it.
  var initialState: [Hyperparameter: Double] = [
    .initialFirstMoment: 0.01, .initialSecondMoment: 0.001,
  ]
  /// Whether the rule remembers the largest gradients, which then come first.
  var remembersMaximum = false
}

extension OptimizerInputs {
  /// The inputs of each optimizer that differ from those of Adam.
  static let all: [OptimizerName: OptimizerInputs] = [
    .sgd: sgd,
    .adagrad: adagrad,
    .adadelta: adadelta,
    .rmsprop: rmsprop,
    .adam: adam,
    .adamw: adamw,
    .amsgrad: amsgrad,
    .nadam: nadam,
    .adamax: adamax,
    .radam: radam,
  ]

  /// The inputs of an optimizer.
  static func of(_ optimizer: OptimizerName) -> OptimizerInputs {
    all[optimizer] ?? adam
  }
}

extension InputContext {
  /// The learning rate and the decay rates of Adam and its descendants.
  var usualMoments: [Hyperparameter: Double] {
    isTiny
      ? [.learningRate: 0.125, .beta1: 0.75, .beta2: 0.875]
      : [.learningRate: 0.002, .beta1: 0.85, .beta2: isNarrow ? 0.97 : 0.995]
  }
}
