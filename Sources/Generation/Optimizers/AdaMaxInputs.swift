extension OptimizerInputs {
  static let adamax = OptimizerInputs(usual: \.usualMoments)
}
