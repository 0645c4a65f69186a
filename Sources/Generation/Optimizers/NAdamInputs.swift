import Dialects

extension OptimizerInputs {
  static let nadam = OptimizerInputs(
    usual: { context in
      context.published.dialect.multipliesMomenta
        ? context.usualMoments.merging([.momentumDecay: 0.004]) { $1 }
        : context.usualMoments
    })
}
