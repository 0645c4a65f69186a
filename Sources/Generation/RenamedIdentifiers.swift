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
      // Neither have cases whose scalars are mixed, and inputs that were added.
      let names = Set(VectorGenerator.profilesOf2.map(\.name))
      return VectorGenerator.inputs(of: plan)
        .filter { [.wide, .working].contains($0.scenario.scalars) }
        .filter { names.contains($0.profile.name) }
        .map { (prefix + $0.name, $0.id) }
    }
  }

  /// The text of `renamed.json`: a line for each case.
  static func text() -> String {
    JSONValue.members([
      ("from", .string(oldVersion)), ("to", .string(GoldenVectors.dataVersion)),
      ("ids", .members(all().map { ($0.old, .string($0.new)) })),
    ]).text(brokenToDepth: 2)
  }
}
