import Dialects

extension OptimizerInputs {
  static let radam = OptimizerInputs(
    usual: { context in
      let dialect = context.published.dialect
      var values = context.usualMoments
      // A rate that is applied twice has to be visible after that.
      if dialect[RectifiedRate.self] == .twice { values[.learningRate] = 0.125 }
      // Products of powers leave open which step is the first that is rectified, unless
      // 1 − β2^t is greater.
      if dialect[RectificationThreshold.self] == .four, context.scalars.multipliesPowers {
        values[.beta2] = 0.97
      }
      return values
    },
    // The sixth step is the first that is rectified.
    delay: 5,
    // It would never be rectified with a much shorter memory.
    shorterMemory: 0.0625)
}
