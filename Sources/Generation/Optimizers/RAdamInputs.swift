import Dialects

extension OptimizerInputs {
  static let radam = OptimizerInputs(
    usual: { context in
      // A rate that is applied twice has to be visible after that.
      context.published.dialect[RectifiedRate.self] == .twice
        ? context.usualMoments.merging([.learningRate: 0.125]) { $1 }
        : context.usualMoments
    },
    // The sixth step is the first that is rectified.
    delay: 5,
    // It would never be rectified with a much shorter memory.
    shorterMemory: 0.0625)
}
