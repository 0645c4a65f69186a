/// Adam (Kingma, Ba 2015); weight decay enters the gradient by default.
extension OptimizerDefinition {
  static let adam = OptimizerDefinition(
    title: "Adam", section: "5",
    axes: [
      EpsilonPlace.outside.entry, EpsilonFrame.corrected.entry,
      FirstMomentCorrection.on.entry,
      SecondMomentCorrection.on.entry, AbsentRows.zero.entry,
      DuplicateRows.sum.entry,
    ] + OptimizerDefinition.commonAxes(.l2),
    hyperparameters: OptimizerDefinition.momentHyperparameters,
    defaults: [.learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8],
    slots: [.firstMoment, .secondMoment],
    published: {
      let standard = Dialect.standard(.adam)
      return [
        .main(standard, formerly: "corrected-frame"),
        .main(standard.with(EpsilonFrame.raw), formerly: "raw-frame"),
        .variant(standard.with(EpsilonPlace.both), formerly: "epsilon-both"),
        .variant(
          standard.with(EpsilonPlace.inside).with(EpsilonFrame.raw),
          formerly: "raw-frame-epsilon-inside"),
        .variant(
          standard
            .with(FirstMomentCorrection.off).with(SecondMomentCorrection.off),
          formerly: "uncorrected"),
        .variant(standard.with(FirstMomentCorrection.off), formerly: "uncorrected-first"),
        .variant(
          standard.with(SecondMomentCorrection.off), formerly: "uncorrected-second"),
        .variant(standard.with(Maximize.gradient), formerly: "maximize"),
        .variant(standard.with(StepClock.global), formerly: "global-clock"),
        .variant(
          standard.with(EpsilonFrame.raw).with(AbsentRows.skip), formerly: "lazy-rows"),
        .variant(standard.with(AbsentRows.freezeParameter), formerly: "lazy-parameters"),
        .variant(
          standard
            .with(EpsilonFrame.raw).with(AbsentRows.skip).with(DuplicateRows.sequential),
          formerly: "sequential-rows"),
        .variant(
          standard.with(AbsentRows.skip).with(StepClock.row), formerly: "row-clock"),
      ]
    })
}
