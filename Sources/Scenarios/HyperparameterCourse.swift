import Dialects

/// The hyperparameters that hold in the course of a run (SPEC §1.5).
public struct HyperparameterCourse: Sendable {
  /// Those that hold now, of each group.
  public private(set) var present: [Hyperparameters]
  private var kept: [Hyperparameters]
  private let keepsThoseOfNew: Bool

  /// Begins a course.
  ///
  /// - Parameter keepsThoseOfNew: Whether those that a restored optimizer was made with
  ///   hold after all, as in one that does not save its hyperparameters.
  public init(of groups: [Scenario.Group], keepsThoseOfNew: Bool = false) {
    present = groups.map(\.hyperparameters)
    kept = present
    self.keepsThoseOfNew = keepsThoseOfNew
  }

  /// Passes what comes before a step, in its order.
  public mutating func pass(_ before: ScenarioStep.Interruption) {
    if before.rewinds { present = kept }
    if keepsThoseOfNew, let built = before.builtWith { present = built }
    if before.saves { kept = present }
  }

  /// Takes the changes of a step.
  public mutating func take(
    _ changes: [[Hyperparameter: Double]]
  ) throws(DialectError) {
    for (group, changes) in changes.enumerated() {
      for (name, value) in changes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        present[group] = try present[group].setting(name, to: value)
      }
    }
  }
}
