/// Adam with decoupled weight decay (Loshchilov, Hutter 2019).
extension OptimizerDefinition {
  static let adamw = OptimizerDefinition(
    title: "AdamW", section: "5",
    axes: [
      EpsilonPlace.outside.entry, EpsilonFrame.corrected.entry,
      FirstMomentCorrection.on.entry,
      SecondMomentCorrection.on.entry,
    ] + OptimizerDefinition.commonAxes(.before),
    hyperparameters: OptimizerDefinition.momentHyperparameters,
    defaults: [
      .learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8,
      .weightDecay: 1e-2,
    ],
    slots: [.firstMoment, .secondMoment],
    published: {
      let standard = Dialect.standard(.adamw)
      return [
        .main(standard, formerly: "decay-before"),
        .variant(standard.with(DecayForm.same), formerly: "decay-same"),
        .variant(standard.with(DecayForm.after), formerly: "decay-after"),
        .variant(standard.with(EpsilonFrame.raw), formerly: "raw-frame"),
        .variant(
          standard.with(EpsilonFrame.raw).with(DecayForm.after),
          formerly: "raw-frame-decay-after"),
        .variant(standard.with(DecayScale.one), formerly: "decay-unscaled"),
        .variant(
          standard
            .with(EpsilonFrame.raw).with(DecayForm.same).with(DecayScale.corrected),
          formerly: "decay-corrected-rate"),
        .variant(
          standard
            .with(EpsilonFrame.raw).with(DecayForm.same).with(DecayScale.relative),
          formerly: "decay-relative-rate"),
        .variant(standard.with(Maximize.gradient), formerly: "maximize"),
      ]
    })
}
