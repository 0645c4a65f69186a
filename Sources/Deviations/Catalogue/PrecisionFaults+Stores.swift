import Dialects
import Formats
import Oracle

extension PrecisionFaults {
  static let stores: [Fault] = [
    .adapting(
      "stochastic-ignored", .precision,
      "New parameters are rounded to nearest where random bits are given.",
      .seen("stochastic-rounding-overwritten"), inexpressible: narrowOnly
    ) { $0.scenario = $0.scenario.with(stochastic: nil) },
    .adapting(
      "stochastic-seed-ignored", .precision, "The seed of the random bits is always 0.",
      .seen("random-bits-repeat"), inexpressible: narrowOnly
    ) {
      $0.scenario = $0.scenario.with(
        stochastic: $0.scenario.stochastic.map { _ in StochasticSource(seed: 0) })
    },
    .adapting(
      "master-in-storage", .precision,
      "The master copy and the state are kept in the storage format.",
      .seen("master-copy-ignored"), inexpressible: narrowOnly
    ) {
      if $0.scenario.hasMaster {
        $0.procedure.rounding.stateFormat = $0.scenario.storage
      }
    },
  ]

  static let narrowOnly: @Sendable (FloatFormat) -> String? = {
    $0.precision >= 24 ? "\($0) has neither random stores nor master copies" : nil
  }
}
