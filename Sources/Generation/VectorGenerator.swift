import Dialects
import Formats
import Oracle
import Scenarios
import Vectors

/// Makes golden vector files: the inputs from the profiles, what is expected
/// from the oracle.
public struct VectorGenerator: Sendable {
  static let profiles: [InputProfile] =
    profilesOf2 + SmallestClaimProfiles.all + FeatureProfiles.all + SizeProfiles.all
    + LongMemoryProfiles.all + InterruptedProfile.all

  /// Those that data version 2.0.0 had.
  static let profilesOf2: [InputProfile] =
    GradientProfiles.all + HyperparameterProfiles.all + ScheduleProfiles.all
    + PlumbingProfiles.all + SparseProfiles.all + PrecisionProfiles.all
    + ExtremeProfile.all

  /// One file to be made.
  public struct Plan: Hashable, Sendable {
    /// The dialect.
    public let published: PublishedDialect
    /// The storage format.
    public let format: FloatFormat

    package init(
      published: PublishedDialect, format: FloatFormat
    ) {
      self.published = published
      self.format = format
    }

    /// The path below the vectors' folder.
    public var path: String { VectorFile.path(published.dialect, format) }
  }

  /// Every file, in order.
  public static let plans: [Plan] = PublishedDialect.all.flatMap { published in
    let formats: [FloatFormat] =
      published.isMain
      ? GoldenVectors.formats + GoldenVectors.tinyFormats
      : published.onlyAxis == nil ? GoldenVectors.formats : [.binary64, .binary32]
    return formats.map { Plan(published: published, format: $0) }
  }

  /// The inputs of the cases of a file, and how each is identified.
  ///
  /// - Parameters:
  ///   - values: The values of hyperparameters that have not all of their domain.
  ///   - isWanted: Whether the cases of a profile in a mode of scalars are made.
  package static func inputs(
    of plan: Plan, values: [Hyperparameter: HyperparameterValues] = [:],
    where isWanted: (InputProfile, Scenario.ScalarPrecision) -> Bool = { _, _ in true }
  ) -> [CaseInput] {
    profiles.filter { $0.applies(plan.published) }.flatMap { profile -> [CaseInput] in
      variants(of: profile, in: plan).compactMap { scalars, arithmetic in
        guard isWanted(profile, scalars) else { return nil }
        let name = profile.name + suffix(of: scalars)
        let published = plan.published
        // The formats and scalar precisions of a case share their random stream.
        var context = InputContext(
          published: published, storage: plan.format, arithmetic: arithmetic,
          scalars: scalars, profile: profile.name, where: values)
        let scenario = profile.build(&context)
        // A mixture that is another precision in this scenario would say nothing new.
        if ![.wide, .working].contains(scalars), scenario.equivalentScalars != scalars {
          return nil
        }
        return CaseInput(
          name: name, published: published, profile: profile, scenario: scenario,
          checkpoints: profile.checkpoints(published))
      }
    }
  }

  private static func variants(
    of profile: InputProfile, in plan: Plan
  ) -> [(Scenario.ScalarPrecision, FloatFormat)] {
    if plan.format.bitWidth == 8 && !profile.suitsTinyFormats { return [] }
    return profile.coverage.variants(in: plan.format, isMain: plan.published.isMain)
  }

  /// What the names of cases with other scalars than wide ones end in.
  private static func suffix(of scalars: Scenario.ScalarPrecision) -> String {
    switch scalars {
    case .wide: ""
    case .working: "-working-scalars"
    case .wideConstants: "-wide-constants"
    case .workingProducts: "-working-products"
    case .wideConstantsProducts: "-wide-constants-products"
    }
  }

  /// Makes a file.
  public static func file(_ plan: Plan) throws -> VectorFile {
    let dialect = plan.published.dialect
    let cases = try inputs(of: plan).map { try $0.vectorCase() }
    let flags = Set(cases.flatMap(\.flags))
    return VectorFile(
      dialect: dialect, format: plan.format,
      notes: VectorNotes.all.filter { flags.contains($0.key) }, cases: cases)
  }
}

/// The oracle gave no answer to a case.
public struct GenerationError: Error, CustomStringConvertible {
  /// The case.
  public let caseID: String
  /// Why.
  public let cause: OracleError

  public var description: String { "\(caseID): \(cause)" }
}

/// The input of a case that is to be published.
package struct CaseInput {
  /// The last part of the identifier.
  package let name: String
  package let published: PublishedDialect
  package let profile: InputProfile
  package let scenario: Scenario
  package let checkpoints: [Int]

  package init(
    name: String, published: PublishedDialect, profile: InputProfile, scenario: Scenario,
    checkpoints: [Int]
  ) {
    self.name = name
    self.published = published
    self.profile = profile
    self.scenario = scenario
    self.checkpoints = checkpoints
  }

  /// The identifier of the case.
  package var id: String {
    VectorFile.idPrefix(published.dialect, scenario.storage) + name
  }

  /// The case, with what is expected.
  ///
  /// - Parameter id: Its identifier, if it is another one.
  package func vectorCase(id: String? = nil) throws(GenerationError) -> VectorCase {
    let id = id ?? self.id
    do {
      return VectorCase(
        id: id, section: scenario.dialect.optimizer.definition.section,
        flags: profile.flags, comment: profile.comment, scenario: scenario,
        expected: try scenario.expectation(
          checkpoints: checkpoints, budget: GoldenVectors.budget))
    } catch {
      throw GenerationError(caseID: id, cause: error)
    }
  }
}
