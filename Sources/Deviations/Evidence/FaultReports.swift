/// Public reports of faults that really happened.
///
/// A number is a letter for the part of an optimizer, and a count. Each report was
/// read; a fault names those that it is the class of.
enum FaultReports {
  /// The links of a report, after its number.
  static func report(_ number: String) -> [String] {
    guard let links = all[number] else { preconditionFailure("no report \(number)") }
    return links.map { "\(number) https://\($0)" }
  }

  /// Every report's links, without their scheme.
  static let all: [String: [String]] =
    [formulas, statesAndDecay, momentumAndPrecision, plumbing].reduce(into: [:]) {
      $0.merge($1) { first, _ in first }
    }
}
