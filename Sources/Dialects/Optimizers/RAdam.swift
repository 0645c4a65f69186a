/// RAdam: Adam whose early steps are rectified (Liu et al. 2020).
extension OptimizerDefinition {
  static let radam = OptimizerDefinition(
    title: "RAdam", section: "9",
    axes: [
      EpsilonPlace.outside.entry, RectificationThreshold.five.entry,
      BelowThreshold.moment.entry,
      RectifiedRate.once.entry, EpsilonFrame.raw.entry,
    ] + OptimizerDefinition.commonAxes(.l2),
    hyperparameters: [
      .learningRate, .beta1, .beta2, .epsilon, .epsilonRoot, .weightDecay,
    ],
    defaults: [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8],
    slots: [.firstMoment, .secondMoment],
    published: {
      let standard = Dialect.standard(.radam)
      return [
        .main(standard, formerly: "raw-frame"),
        .variant(standard.with(EpsilonFrame.corrected), formerly: "corrected-frame"),
        .variant(
          standard
            .with(EpsilonFrame.corrected).with(RectificationThreshold.four),
          formerly: "threshold-four"),
        .variant(standard.with(BelowThreshold.skip), formerly: "skip"),
        .variant(
          standard.with(BelowThreshold.skipAll).with(DecayForm.before),
          formerly: "skip-all"),
        .variant(standard.with(RectifiedRate.twice), formerly: "rate-twice"),
        .variant(standard.with(DecayForm.before), formerly: "decay-before"),
      ]
    })
}
