import Formats
import Scenarios

/// A scenario together with the procedure that carries it out.
///
/// Every reading of the oracle is a reading of an execution; the readings of a
/// `Scenario` are those of its execution as SPEC.md specifies it.
public struct Execution: Sendable {
  /// What is carried out.
  public var scenario: Scenario
  /// How it is carried out.
  public var procedure: Procedure

  /// Creates an execution of `scenario`, by SPEC.md unless told otherwise.
  public init(of scenario: Scenario, by procedure: Procedure = .specified) {
    self.scenario = scenario
    self.procedure = procedure
  }
}
