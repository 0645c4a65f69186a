import Dialects
import Formats
import Oracle
import Scenarios
import Vectors
import Verdicts

/// An implementation of a dialect with an edit in its rule, run in process.
///
/// It answers with the rounded reading, and claims what the bundled library does.
public struct EditedImplementation: Implementation {
  /// The edit.
  public let edit: ProgramEdit
  /// Where values are stored.
  public let formats: [FloatFormat]

  /// Gives an implementation of the edit's dialect the edit.
  public init(_ edit: ProgramEdit, formats: [FloatFormat] = GoldenVectors.formats) {
    self.edit = edit
    self.formats = formats
  }

  public var concurrency: Int { .max }

  public func introduce() async throws -> ImplementationDescription {
    ImplementationDescription(
      name: "edit", version: RMSpecVersion.current, language: "swift",
      implements: [.everything(of: edit.dialect, in: formats)])
  }

  public func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    // It is what it is, whatever it is told.
    let scenario = request.scenario.carriedOut(as: edit.dialect)
    return .result(
      Execution(of: scenario, by: edit.procedure)
        .completeReading(checkpoints: request.checkpoints))
  }
}

extension Claim {
  /// All that an implementation in process can do of one dialect.
  static func everything(of dialect: Dialect, in formats: [FloatFormat]) -> Claim {
    Claim(
      optimizer: dialect.optimizer.rawValue, formats: formats.map(\.name),
      dialect: Dictionary(
        uniqueKeysWithValues: dialect.values.map {
          ($0.key.rawValue, AxisClaim([$0.value]))
        }),
      scalars: Scenario.ScalarPrecision.allCases.map(\.rawValue),
      arithmetic: ["storage", "binary32", "binary64"],
      features: Claim.Feature.allCases)
  }
}
