import Dialects
import Formats
import Oracle
import Scenarios

/// A kind of input: what a case of that name gives to an optimizer, and which
/// mistakes it is for.
package struct InputProfile: Sendable {
  /// The last part of the case's id.
  package let name: String
  /// What the case is for, in a sentence.
  package let comment: String
  /// Keys of `VectorNotes`.
  let flags: [String]
  /// How much of the family has cases of this kind.
  let coverage: Coverage
  /// Whether formats of 8 bits resolve what the profile is about.
  let suitsTinyFormats: Bool
  /// Which variants of the published dialects it is made for besides the main ones.
  let applies: @Sendable (PublishedDialect) -> Bool
  /// The steps after which values are published.
  package let checkpoints: @Sendable (PublishedDialect) -> [Int]
  /// Makes the input.
  package let build: @Sendable (inout InputContext) -> Scenario

  /// The profiles that show what a value of an axis does.
  static func names(showing axis: Axis) -> Set<String> {
    switch axis {
    case .epsilonPlace: ["smallest-claim", "dyadic", "epsilon-scale"]
    case .decayForm, .decayScale: ["dyadic", "weight-decay-alone", "strong-weight-decay"]
    case .maximize: ["dyadic", "weight-decay-alone"]
    case .stepClock:
      ["dyadic", "absent-gradients", "late-start", "given-state", "sparse-rows-alone"]
    case .absentRows, .duplicateRows:
      ["sparse-rows", "sparse-rows-alone", "sparse-rows-weight-decay"]
    default:
      ["smallest-claim", "dyadic", "from-zero", "burst-then-quiet", "weight-decay-alone"]
    }
  }

  init(
    _ name: String, _ comment: String, flags: [String], coverage: Coverage = .bothScalars,
    suitsTinyFormats: Bool = false,
    applies: @escaping @Sendable (PublishedDialect) -> Bool = { _ in false },
    onlyIf isSuitable: @escaping @Sendable (PublishedDialect) -> Bool = { _ in true },
    checkpoints: @escaping @Sendable (PublishedDialect) -> [Int],
    build: @escaping @Sendable (inout InputContext) -> Scenario
  ) {
    self.name = name
    self.comment = comment
    self.flags = flags
    self.coverage = coverage
    self.suitsTinyFormats = suitsTinyFormats
    self.applies = { published in
      let isMade =
        published.onlyAxis.map { Self.names(showing: $0).contains(name) }
        ?? (published.isMain || applies(published))
      return isMade && isSuitable(published)
    }
    self.checkpoints = checkpoints
    self.build = build
  }
}

/// Steps, all as much later as the rule needs to begin.
@Sendable func delayed(
  _ steps: [Int]
) -> @Sendable (PublishedDialect) -> [Int] {
  { published in steps.map { $0 + InputContext.delay(published) } }
}

/// The first step, and the others as much later as the rule needs to begin.
@Sendable func lasting(
  _ steps: [Int]
) -> @Sendable (PublishedDialect) -> [Int] {
  { published in
    let delay = InputContext.delay(published)
    return steps.map { $0 == 1 ? 1 : $0 + delay }
  }
}
