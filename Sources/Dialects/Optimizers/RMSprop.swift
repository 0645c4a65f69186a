/// RMSprop (Tieleman, Hinton 2012): plain, centered, with momentum.
extension OptimizerDefinition {
  static let rmsprop = OptimizerDefinition(
    title: "RMSprop", section: "4",
    axes: [
      EpsilonPlace.outside.entry, Centered.off.entry, VarianceClamp.off.entry,
      SecondMomentCorrection.off.entry,
      MomentumLearningRate.outside.entry, Nesterov.off.entry, AbsentRows.zero.entry,
      DuplicateRows.sum.entry, DecayForm.l2.entry,
      DecayScale.learningRate.entry, Maximize.off.entry, StepClock.tensor.entry,
    ],
    hyperparameters: [
      .learningRate, .decay, .momentum, .epsilon, .epsilonRoot, .weightDecay,
      .initialSecondMoment,
    ],
    defaults: [.learningRate: 1e-2, .decay: 0.99, .epsilon: 1e-8],
    slots: [.squareAverage, .gradientAverage, .momentumBuffer],
    published: {
      let standard = Dialect.standard(.rmsprop)
      return [
        .main(standard, formerly: "epsilon-outside"),
        .main(
          standard
            .with(EpsilonPlace.inside).with(MomentumLearningRate.inside),
          formerly: "epsilon-inside"),
        .main(standard.with(Centered.on), formerly: "centered"),
        .variant(
          standard
            .with(EpsilonPlace.inside).with(Centered.on).with(
              MomentumLearningRate.inside), formerly: "centered-epsilon-inside"),
        .variant(
          standard.with(Centered.on).with(VarianceClamp.zero),
          formerly: "centered-clamped"),
        .variant(standard.with(EpsilonPlace.both), formerly: "epsilon-both"),
        .variant(standard.with(MomentumLearningRate.inside), formerly: "rate-inside"),
        .variant(standard.with(Nesterov.standard), formerly: "nesterov"),
        .variant(
          standard
            .with(EpsilonPlace.inside).with(MomentumLearningRate.inside).with(
              Nesterov.standard), formerly: "nesterov-rate-inside"),
        .variant(standard.with(SecondMomentCorrection.on), formerly: "corrected"),
        .variant(
          standard
            .with(EpsilonPlace.inside).with(Centered.on).with(SecondMomentCorrection.on),
          formerly: "centered-corrected"),
        .variant(standard.with(Maximize.gradient), formerly: "maximize"),
        .variant(standard.with(DecayForm.before), formerly: "decay-before"),
        .variant(standard.with(AbsentRows.skip), formerly: "lazy-rows"),
        .variant(standard.with(AbsentRows.freezeParameter), formerly: "lazy-parameters"),
      ]
    })
}
