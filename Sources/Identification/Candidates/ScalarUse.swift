import Formats
import Oracle
import Scenarios

/// How a program's hyperparameters reach the elements.
enum ScalarUse: String, CaseIterable, Hashable, Sendable {
  /// Evaluated in binary64, rounded once.
  case wide
  /// Rounded to the arithmetic format first, and evaluated in it.
  case working
  /// Rounded to binary32 first, then as `wide`.
  case single

  /// Those that differ where elements are computed in a format.
  static func all(in arithmetic: FloatFormat) -> [ScalarUse] {
    switch arithmetic {
    case .binary64: [.wide, .single]
    case .binary32: [.wide, .working]
    default: [.wide, .working, .single]
    }
  }

  /// What a scenario calls it.
  var precision: Scenario.ScalarPrecision { self == .working ? .working : .wide }
}
