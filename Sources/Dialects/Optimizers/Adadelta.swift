/// Adadelta (Zeiler 2012).
extension OptimizerDefinition {
  static let adadelta = OptimizerDefinition(
    title: "Adadelta", section: "10",
    axes: OptimizerDefinition.commonAxes(.l2),
    hyperparameters: [
      .learningRate, .decay, .epsilonRoot, .weightDecay, .initialSecondMoment,
    ],
    // PyTorch has ε inside of the roots. The paper has no learning rate: 1.
    defaults: [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6],
    slots: [.squareAverage, .updateAverage],
    published: {
      let standard = Dialect.standard(.adadelta)
      return [
        .main(standard, formerly: "standard"),
        .variant(standard.with(Maximize.gradient), formerly: "maximize"),
        .variant(standard.with(DecayForm.before), formerly: "decay-before"),
      ]
    })
}
