import Dialects

extension OptimizerInputs {
  static let nadam = OptimizerInputs(
    usual: { context in
      context.published.dialect[MomentumSchedule.self] == .decaying
        ? context.usualMoments.merging([.momentumDecay: 0.004]) { $1 }
        : context.usualMoments
    })
}
