/// Stochastic gradient descent with momentum, dampening and Nesterov's form.
extension OptimizerDefinition {
  static let sgd = OptimizerDefinition(
    title: "SGD", section: "2",
    axes: [
      FirstMomentum.gradient.entry, MomentumLearningRate.outside.entry,
      Nesterov.off.entry, DecayForm.l2.entry, DecayScale.learningRate.entry,
      Maximize.off.entry, StepClock.tensor.entry,
    ],
    hyperparameters: [.learningRate, .momentum, .dampening, .weightDecay],
    defaults: [.learningRate: 1e-3],
    slots: [.momentumBuffer],
    published: {
      let standard = Dialect.standard(.sgd)
      return [
        .main(standard, formerly: "standard"),
        .main(standard.with(Nesterov.standard), formerly: "nesterov"),
        .variant(standard.with(FirstMomentum.zero), formerly: "zero-buffer"),
        .variant(
          standard
            .with(FirstMomentum.zero).with(MomentumLearningRate.inside),
          formerly: "rate-inside"),
        .variant(
          standard
            .with(FirstMomentum.zero).with(MomentumLearningRate.inside).with(
              Nesterov.standard), formerly: "rate-inside-nesterov"),
        .variant(
          standard
            .with(FirstMomentum.zero).with(MomentumLearningRate.inside).with(
              Nesterov.chainer), formerly: "chainer-nesterov"),
        .variant(standard.with(Maximize.gradient), formerly: "maximize"),
        .variant(standard.with(Maximize.decayedGradient), formerly: "maximize-decay"),
        .variant(standard.with(DecayForm.before), formerly: "decay-before"),
      ]
    })
}
