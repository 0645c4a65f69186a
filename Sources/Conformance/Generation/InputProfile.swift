import Dialects
import Formats
import Oracle

/// A kind of input: what a case of that name gives to an optimizer, and which
/// mistakes it is for.
struct InputProfile: Sendable {
  /// The last part of the case's id.
  let name: String
  /// What the case is for, in a sentence.
  let comment: String
  /// Keys of `VectorNotes`.
  let flags: [String]
  /// How much of the family has cases of this kind.
  let coverage: Coverage
  /// Which variants of the published dialects it is made for besides the main ones.
  let applies: @Sendable (PublishedDialect) -> Bool
  /// The steps after which values are published.
  let checkpoints: @Sendable (PublishedDialect) -> [Int]
  /// Makes the input.
  let build: @Sendable (inout InputContext) -> Scenario

  /// In which scalar precisions and arithmetics a profile has cases.
  enum Coverage {
    /// Wide and, where it differs, working scalars.
    case bothScalars
    /// Wide scalars and, in binary32, working scalars.
    case workingBinary32
    /// Wide scalars only.
    case wideScalars
    /// Wide scalars and binary32 arithmetic over a narrower storage format.
    case mixedPrecision
  }

  init(
    _ name: String, _ comment: String, flags: [String], coverage: Coverage = .bothScalars,
    applies: @escaping @Sendable (PublishedDialect) -> Bool = { _ in false },
    mainOnlyIf isSuitable: @escaping @Sendable (PublishedDialect) -> Bool = { _ in true },
    checkpoints: @escaping @Sendable (PublishedDialect) -> [Int],
    build: @escaping @Sendable (inout InputContext) -> Scenario
  ) {
    self.name = name
    self.comment = comment
    self.flags = flags
    self.coverage = coverage
    self.applies = { ($0.isMain || applies($0)) && isSuitable($0) }
    self.checkpoints = checkpoints
    self.build = build
  }
}
