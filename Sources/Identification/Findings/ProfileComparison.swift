import Dialects

/// What was found of an implementation, beside what a framework is known to compute.
public struct ProfileComparison: Codable, Sendable {
  /// The framework.
  public var framework: String
  /// Each finding.
  public var rows: [Row]

  /// One finding.
  public struct Row: Codable, Sendable {
    /// The optimizer that it is said to be.
    public var optimizer: String
    /// The code path, if the implementation has several.
    public var path: String?
    /// The storage format.
    public var format: String
    /// The rules of the framework that it is; those that fit as far as was asked, where
    /// that leaves something open.
    public var rules: [FrameworkMatch]
    /// The dialects that the framework has of the optimizer.
    public var known: [String]

    /// Whether it is a rule of the framework.
    public var agrees: Bool { !rules.isEmpty }
  }

  /// Compares a report with a profile.
  public init(_ report: IdentificationReport, with profile: FrameworkProfile) {
    framework = profile.name
    rows = report.findings.map { finding in
      let fits: [FrameworkMatch] =
        switch finding.outcome {
        case .identified(let identity), .possible(let identity):
          identity.frameworks + identity.alsoFrameworks
        case .unidentified, .silent, .failed: []
        }
      return Row(
        optimizer: finding.optimizer, path: finding.path, format: finding.format,
        rules: fits.filter { $0.framework == profile.name },
        known: profile.rules.map(\.dialect).filter {
          $0.optimizer.rawValue == finding.optimizer
        }.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }
  }

  /// Whether everything that was found is a rule of the framework.
  public var agrees: Bool { rows.allSatisfy(\.agrees) }
}
