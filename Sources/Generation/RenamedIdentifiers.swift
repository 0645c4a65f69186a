import Dialects
import Formats
import Scenarios
import Vectors

/// The identifiers that the cases of data version 2.0.0 have now.
///
/// The table follows from the published dialects, each of which knows the name that it
/// had then.
enum RenamedIdentifiers {
  /// The version whose identifiers are mapped.
  static let oldVersion = "2.0.0"

  /// The old and the new identifier of each case, in the order of the old files.
  static func all() -> [(old: String, new: String)] {
    VectorGenerator.plans.flatMap { plan -> [(old: String, new: String)] in
      // What was added since has no old name.
      guard let formerName = plan.published.formerName else { return [] }
      let optimizer = plan.published.dialect.optimizer.rawValue
      let prefix = "\(optimizer)/\(formerName)/\(plan.format.name)/"
      return VectorGenerator.inputs(of: plan)
        .filter { wasPublished($0, in: plan.published) }
        .map { (prefix + $0.name, $0.id) }
    }
  }

  /// Whether data version 2.0.0 had a case.
  ///
  /// It had no mixed scalars, and working ones only in the main dialects and where a case
  /// is about them.
  private static func wasPublished(
    _ input: CaseInput, in published: PublishedDialect
  ) -> Bool {
    let profile = input.profile
    guard profileNames.contains(profile.name) else { return false }
    return switch input.scenario.scalars {
    case .wide: true
    case .working:
      (published.isMain || profile.flags.contains("ScalarPrecision"))
        && !withWideScalarsAlone.contains(profile.name)
    default: false
    }
  }

  private static let profileNames = Set(VectorGenerator.profilesOf2.map(\.name))

  /// The profiles that have had other scalars than wide ones only since 2.0.0.
  private static let withWideScalarsAlone: Set = [
    "extremes", "sparse-rows", "sparse-rows-weight-decay", "negative-epsilon",
    "strong-weight-decay",
  ]

  /// The text of `renamed.json`: a line for each case.
  static func text() -> String {
    JSONValue.members([
      ("from", .string(oldVersion)), ("to", .string(GoldenVectors.dataVersion)),
      ("ids", .members(all().map { ($0.old, .string($0.new)) })),
    ]).text(brokenToDepth: 2)
  }
}
