extension OptimizerInputs {
  static let adamw = OptimizerInputs(
    usual: { $0.usualMoments.merging([.weightDecay: 0.3]) { $1 } })
}
