/// AMSGrad (Reddi, Kale, Kumar 2018).
extension OptimizerDefinition {
  static let amsgrad = OptimizerDefinition(
    title: "AMSGrad", section: "6",
    axes: [
      EpsilonPlace.outside.entry, MaximumFrame.raw.entry, EpsilonFrame.corrected.entry,
      FirstMomentCorrection.on.entry, SecondMomentCorrection.on.entry,
    ] + OptimizerDefinition.commonAxes(.l2),
    hyperparameters: OptimizerDefinition.momentHyperparameters + [.initialMaximum],
    defaults: [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8],
    slots: [.firstMoment, .secondMoment, .maximumSecondMoment],
    published: {
      let standard = Dialect.standard(.amsgrad)
      return [
        .main(standard, formerly: "raw-maximum"),
        .main(standard.with(EpsilonFrame.raw), formerly: "raw-maximum-raw-frame"),
        .variant(standard.with(MaximumFrame.corrected), formerly: "corrected-maximum"),
        .variant(
          standard
            .with(FirstMomentCorrection.off).with(SecondMomentCorrection.off),
          formerly: "uncorrected"),
        .variant(standard.with(DecayForm.before), formerly: "decay-before"),
      ]
    })
}
