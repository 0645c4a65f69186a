extension OptimizerInputs {
  static let sgd = OptimizerInputs(usual: { _ in [.learningRate: 0.05, .momentum: 0.8] })
}
