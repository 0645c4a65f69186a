import Dialects
import Formats
import Oracle
import Scenarios

/// Profiles that compute in binary32 and store in fewer bits.
enum PrecisionProfiles {
  static let all: [InputProfile] = [
    InputProfile(
      "mixed-precision", "Stored in a narrow format, computed in binary32.",
      flags: ["MixedPrecision"], coverage: .mixedPrecision, suitsTinyFormats: true,
      applies: { _ in true }, checkpoints: delayed([1, 2, 4])
    ) { $0.narrowlyStored() },
    InputProfile(
      "master-copy",
      "Parameters and state in binary32, with a stored copy of the parameters; the "
        + "optimizer is restored in the middle.",
      flags: ["MixedPrecision", "SaveRestore"], coverage: .mixedPrecision,
      suitsTinyFormats: true, checkpoints: delayed([1, 2, 4])
    ) { $0.narrowlyStored(hasMaster: true) },
    InputProfile(
      "stochastic-store", "New parameters are rounded stochastically, with given bits.",
      flags: ["StochasticRounding"], coverage: .mixedPrecision, suitsTinyFormats: true,
      checkpoints: delayed([1, 2, 4])
    ) { $0.narrowlyStored(seed: 20_262) },
    InputProfile(
      "stochastic-master",
      "A master copy in binary32 whose stored copy is rounded stochastically.",
      flags: ["StochasticRounding", "MixedPrecision", "SaveRestore"],
      coverage: .mixedPrecision, applies: { _ in true },
      checkpoints: delayed([1, 2, 4])
    ) { $0.narrowlyStored(hasMaster: true, seed: 20_263) },
  ]
}

extension InputContext {
  /// Two tensors, equal but for their place, that are stored in few bits.
  ///
  /// Updates are near the spacing of the stored values, ε is below it, and one
  /// gradient is 0 at first.
  fileprivate mutating func narrowlyStored(
    hasMaster: Bool = false, seed: UInt32? = nil
  ) -> Scenario {
    // Bits that are drawn may agree with rounding to nearest: more lanes for them.
    let count = seed == nil ? 3 : 5
    let start = [0] + spread(count - 1, from: 0x1p-4, to: 1)
    let group = Scenario.Group(
      hyperparameters: hyperparameters(isTiny ? [:] : epsilon(1e-8)),
      tensors: [tensor("left", [count], start), tensor("right", [count], start)])
    let first = Self.delay(published)
    let steps = lasting(4).map { step in
      let gradient = spread(count, at: step, from: 0x1p-5, to: 1).enumerated().map {
        bits($0.offset == 2 && step <= first ? 0 : $0.element)
      }
      return ScenarioStep(
        gradients: [gradient, gradient],
        learningRates: [group.hyperparameters[.learningRate]],
        before: .init(restores: hasMaster && step == first + 2))
    }
    return scenario(
      groups: [group], steps: .listed(steps), hasMaster: hasMaster,
      stochastic: seed.map { StochasticSource(seed: $0) })
  }
}
