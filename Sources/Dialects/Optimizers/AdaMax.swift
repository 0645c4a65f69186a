/// AdaMax: Adam in the infinity norm (Kingma, Ba 2015, §7.1).
extension OptimizerDefinition {
  static let adamax = OptimizerDefinition(
    title: "AdaMax", section: "8",
    axes: [InfinityFloor.gradient.entry, FirstMomentCorrection.on.entry]
      + OptimizerDefinition.commonAxes(.l2),
    hyperparameters: [.learningRate, .beta1, .beta2, .epsilon, .weightDecay],
    defaults: [.learningRate: 2e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8],
    slots: [.firstMoment, .infinityNorm],
    published: {
      let standard = Dialect.standard(.adamax)
      return [
        .main(standard, formerly: "floor-gradient"),
        .main(standard.with(InfinityFloor.denominator), formerly: "floor-denominator"),
        .variant(standard.with(InfinityFloor.norm), formerly: "floor-norm"),
        .variant(standard.with(InfinityFloor.state), formerly: "floor-state"),
        .variant(
          standard
            .with(InfinityFloor.denominator).with(FirstMomentCorrection.off),
          formerly: "uncorrected"),
        .variant(standard.with(DecayForm.before), formerly: "decay-before"),
      ]
    })
}
