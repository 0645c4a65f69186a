/// AdaGrad (Duchi, Hazan, Singer 2011).
extension OptimizerDefinition {
  static let adagrad = OptimizerDefinition(
    title: "AdaGrad", section: "3",
    axes: [
      EpsilonPlace.outside.entry, LearningRateDecayClock.previous.entry,
      DecayedNumerator.on.entry,
      AbsentRows.zero.entry, DuplicateRows.sum.entry, DecayForm.l2.entry,
      DecayScale.learningRate.entry, Maximize.off.entry, StepClock.tensor.entry,
    ],
    hyperparameters: [
      .learningRate, .learningRateDecay, .accumulatorDecay, .epsilon, .epsilonRoot,
      .weightDecay, .initialSecondMoment,
    ],
    defaults: [.learningRate: 1e-2, .epsilon: 1e-10],
    slots: [.squareSum],
    published: {
      let standard = Dialect.standard(.adagrad)
      return [
        .main(standard, formerly: "epsilon-outside"),
        .main(standard.with(EpsilonPlace.inside), formerly: "epsilon-inside"),
        .variant(standard.with(EpsilonPlace.none), formerly: "no-epsilon"),
        .variant(
          standard.with(LearningRateDecayClock.current), formerly: "decay-clock-current"),
        .variant(standard.with(Maximize.gradient), formerly: "maximize"),
        .variant(standard.with(DecayForm.same), formerly: "decay-same"),
        .variant(standard.with(DecayedNumerator.off), formerly: "undecayed-numerator"),
        .variant(standard.with(AbsentRows.skip), formerly: "lazy-rows"),
        .variant(standard.with(DuplicateRows.sequential), formerly: "sequential-rows"),
      ]
    })
}
