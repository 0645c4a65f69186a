import Dialects

extension OptimizerInputs {
  static let rmsprop = OptimizerInputs(
    usual: { context in
      var values: [Hyperparameter: Double] = [
        .learningRate: context.isTiny ? 0.125 : 0.02, .decay: context.isTiny ? 0.75 : 0.9,
      ]
      let dialect = context.published.dialect
      if dialect[Nesterov.self] != .off || dialect[MomentumLearningRate.self] == .inside {
        values[.momentum] = 0.7
      }
      return values
    },
    initialState: [.initialSecondMoment: 1])
}
