extension OptimizerInputs {
  static let amsgrad = OptimizerInputs(
    usual: \.usualMoments,
    initialState: [
      .initialFirstMoment: 0.01, .initialSecondMoment: 0.001, .initialMaximum: 0.005,
    ],
    remembersMaximum: true)
}
