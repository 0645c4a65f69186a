import Dialects

extension OptimizerInputs {
  static let adagrad = OptimizerInputs(
    usual: { context in
      // Without ε the accumulator must not start at 0.
      context.published.epsilonPlace == .none
        ? [.learningRate: 0.1, .initialSecondMoment: 0.1] : [.learningRate: 0.1]
    },
    initialState: [.initialSecondMoment: 0.1])
}
