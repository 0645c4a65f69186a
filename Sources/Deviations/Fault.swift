import Dialects
import Formats
import Oracle
import Scenarios

/// One way in which implementations of these rules go wrong.
public struct Fault: Sendable {
  /// The permanent name, in lower-case words joined by hyphens.
  public let id: String
  /// What it computes instead of what it should, in a sentence.
  public let summary: String
  /// The part of an implementation that is wrong.
  public let kind: Kind
  /// Where it happened: links, or for faults of our own reading a reason why it
  /// is likely.
  public let evidence: [String]
  /// Whether an implementation of a dialect can have the fault, and differs by it.
  public let applies: @Sendable (Dialect) -> Bool
  /// Why no vector in a format can show the fault; nil if one can.
  public let inexpressible: @Sendable (FloatFormat) -> String?
  /// How an implementation of a dialect that has the fault carries out a scenario.
  public let procedure: @Sendable (Dialect) -> Procedure
  /// Whether it lies so far from the formula that vectors of an optimizer's main forms
  /// are enough to show it.
  public var concernsMainForms = false
  /// The formats whose vectors are enough to show it; nil for all.
  public var concernedFormats: Set<FloatFormat>?
  /// What else it does to an execution, where that depends on the formats.
  public var adapts: (@Sendable (inout Execution) -> Void)?

  /// The part of an implementation that is wrong.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    /// Epsilon: its place, frame or size.
    case epsilon
    /// Bias correction and the step number.
    case stepCount
    /// What moments and other state hold.
    case state
    /// Weight decay.
    case weightDecay
    /// Momentum, look-ahead and sign.
    case momentum
    /// Anything else in the formula.
    case formula
    /// Rounding, formats and the precision of scalars.
    case precision
    /// Which elements, tensors, rows and gradients are used.
    case indexing
    /// Hyperparameters, groups and defaults.
    case hyperparameters
    /// Learning-rate schedules.
    case schedule
    /// Saving and restoring.
    case restoring
    /// No optimizer at all.
    case degenerate
  }

  /// Creates a fault.
  public init(
    _ id: String, _ kind: Kind, _ summary: String, evidence: [String],
    applies: @escaping @Sendable (Dialect) -> Bool,
    inexpressible: @escaping @Sendable (FloatFormat) -> String? = { _ in nil },
    procedure: @escaping @Sendable (Dialect) -> Procedure
  ) {
    self.id = id
    self.kind = kind
    self.summary = summary
    self.evidence = evidence
    self.applies = applies
    self.inexpressible = inexpressible
    self.procedure = procedure
  }

  /// The execution of a scenario by an implementation that has the fault.
  public func execution(of scenario: Scenario) -> Execution {
    var result = Execution(of: scenario, by: procedure(scenario.dialect))
    adapts?(&result)
    return result
  }
}
