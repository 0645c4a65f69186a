extension OptimizerInputs {
  static let adadelta = OptimizerInputs(
    usual: { [.learningRate: 0.7, .decay: $0.isTiny ? 0.75 : 0.9] },
    // Adadelta moves at a pace that ε sets: a larger one keeps steps visible.
    epsilonInside: { $0 }, epsilonAtOnce: 0x1p-6,
    initialState: [.initialSecondMoment: 1])
}
