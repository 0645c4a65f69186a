/// Adadelta (Zeiler 2012).
extension OptimizerDefinition {
  static let adadelta = OptimizerDefinition(
    title: "Adadelta", section: "10",
    axes: OptimizerDefinition.commonAxes(.l2),
    hyperparameters: [
      .learningRate, .decay, .epsilonRoot, .weightDecay, .initialSecondMoment,
    ],
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
