/// NAdam: Adam with Nesterov's look-ahead (Dozat 2016).
extension OptimizerDefinition {
  static let nadam = OptimizerDefinition(
    title: "NAdam", section: "7",
    axes: [
      EpsilonPlace.outside.entry, LookAhead.next.entry, MomentumSchedule.decaying.entry,
      SecondMomentScale.one.entry, EpsilonFrame.corrected.entry,
      SecondMomentCorrection.on.entry, DecayForm.l2.entry,
      DecayScale.learningRate.entry, Maximize.off.entry,
    ],
    hyperparameters: [
      .learningRate, .beta1, .beta2, .momentumDecay, .epsilon, .epsilonRoot,
      .weightDecay,
    ],
    defaults: [
      .learningRate: 2e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8,
      .momentumDecay: 4e-3,
    ],
    slots: [.firstMoment, .secondMoment],
    published: {
      let standard = Dialect.standard(.nadam)
      return [
        .main(standard, formerly: "decaying"),
        .main(standard.with(MomentumSchedule.constant), formerly: "constant"),
        .variant(standard.with(EpsilonFrame.raw), formerly: "decaying-raw-frame"),
        .variant(
          standard
            .with(LookAhead.current).with(MomentumSchedule.constant).with(
              EpsilonFrame.raw), formerly: "current-raw-frame"),
        .variant(
          standard
            .with(LookAhead.current).with(MomentumSchedule.constant).with(
              SecondMomentCorrection.off), formerly: "current-uncorrected"),
        .variant(
          standard
            .with(MomentumSchedule.constant).with(SecondMomentScale.beta2),
          formerly: "scaled-second-moment"),
        .variant(standard.with(DecayForm.before), formerly: "decay-before"),
      ]
    })
}
