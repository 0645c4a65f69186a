import Dialects
import Formats
import Generation
import Scenarios
import Vectors
import Verdicts

/// Makes the cases of any dialect, with the inputs of the published vectors.
public struct LiveDialectCases: CaseMaker {
  /// Creates a maker.
  public init() {}

  /// What the identifiers of cases that are made end in, as files have others by the same
  /// name.
  package static let suffix = "-live"

  /// Whether a folder of vectors has every file that is published.
  ///
  /// Of a folder of somebody's own cases no others are asked than it has.
  public static func isComplete(_ manifest: VectorManifest) -> Bool {
    Set(manifest.files.map(\.path)).isSuperset(of: VectorGenerator.plans.map(\.path))
  }

  public func cases(
    of published: PublishedDialect, in format: FloatFormat,
    where values: [Hyperparameter: HyperparameterValues],
    isWanted: (String, Scenario) -> Bool
  ) throws -> [VectorCase] {
    let plan = VectorGenerator.Plan(published: published, format: format)
    return try VectorGenerator.inputs(of: plan, values: values).compactMap { input in
      let id = input.id + Self.suffix
      return isWanted(id, input.scenario) ? try input.vectorCase(id: id) : nil
    }
  }
}
