extension OptimizerInputs {
  static let adam = OptimizerInputs(usual: \.usualMoments)
}
