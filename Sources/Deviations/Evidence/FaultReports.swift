/// Public reports of faults that really happened, each under a name that says what was
/// wrong.
///
/// A fault of the catalogue names the reports that it is the class of, and
/// `UncataloguedReports` says why others have no fault of their own. A report of one
/// fault alone may stand beside that fault instead: `Evidence.reported`.
enum FaultReports {
  /// The links of a report.
  static func links(_ name: String) -> [String] {
    guard let links = all[name] else {
      preconditionFailure("there is no report named \(name)")
    }
    return links.map { "https://\($0)" }
  }

  /// The links of every report, without their scheme.
  static let all: [String: [String]] =
    [formulas, statesAndDecay, momentumAndPrecision, plumbing].reduce(into: [:]) {
      $0.merge($1) { _, _ in preconditionFailure("two reports have the same name") }
    }
}
