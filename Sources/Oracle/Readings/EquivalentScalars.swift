import Dialects
import Formats
import Rules
import Scenarios

extension Scenario {
  /// The first of the scalar precisions in which the scenario has the same reference bits,
  /// as far as its programs tell.
  ///
  /// Without running scalars only constant ones matter, without powers nobody multiplies
  /// them, and in binary64 there is one format only.
  public var equivalentScalars: ScalarPrecision {
    let traits = scalarTraits
    return equivalent(scalars, traits)
  }

  /// Those of some scalar precisions in which the scenario has the same reference bits as
  /// in its own.
  public func equivalentScalars(
    among precisions: some Sequence<ScalarPrecision>
  ) -> [ScalarPrecision] {
    if precisions.allSatisfy({ $0 == scalars }) { return Array(precisions) }
    let traits = scalarTraits
    let own = equivalent(scalars, traits)
    return precisions.filter { $0 == scalars || equivalent($0, traits) == own }
  }

  /// What the programs of a scenario compute among scalars.
  private struct ScalarTraits {
    let hasRunning: Bool
    let hasPowers: Bool
  }

  private var scalarTraits: ScalarTraits {
    let execution = Execution(of: self)
    let programs = groups.indices.flatMap { index in
      GroupPrograms(
        execution, group: index, hyperparameters: groups[index].hyperparameters,
        admissions: []
      ).samples(clocks: [0]).map(\.program)
    }
    return ScalarTraits(
      hasRunning: groups.contains { $0.schedule != nil }
        || programs.contains { $0.scalars.contains(where: \.isRunning) },
      hasPowers: programs.contains { $0.scalars.contains(where: \.isPowerOfStep) })
  }

  private func equivalent(
    _ precision: ScalarPrecision, _ traits: ScalarTraits
  ) -> ScalarPrecision {
    let isBinary64 = arithmetic == .binary64
    let hasWideConstants = precision.isWide(running: false) || isBinary64
    let hasWideRunning =
      traits.hasRunning ? precision.isWide(running: true) || isBinary64 : hasWideConstants
    let multiplies = precision.multipliesPowers && traits.hasPowers
    return switch (hasWideConstants, hasWideRunning, multiplies) {
    case (true, true, false): .wide
    case (true, false, false): .wideConstants
    case (true, false, true): .wideConstantsProducts
    case (false, _, false): .working
    case (_, _, true): .workingProducts
    }
  }
}
