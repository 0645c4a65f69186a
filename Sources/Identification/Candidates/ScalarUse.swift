import Formats
import Oracle
import Scenarios

/// How a program computes its scalars.
enum ScalarUse: Hashable, Sendable {
  /// As a scenario says it.
  case specified(Scenario.ScalarPrecision)
  /// Hyperparameters are rounded to binary32 first; then all is as `wide`.
  case single

  /// Those that differ where elements are computed in a format.
  static func all(in arithmetic: FloatFormat) -> [ScalarUse] {
    switch arithmetic {
    case .binary64: [.specified(.wide), .single, .specified(.workingProducts)]
    case .binary32: Scenario.ScalarPrecision.allCases.map { .specified($0) }
    default: [.specified(.wide), .specified(.working), .single]
    }
  }

  /// What a scenario calls it.
  var precision: Scenario.ScalarPrecision {
    switch self {
    case .specified(let precision): precision
    case .single: .wide
    }
  }

  /// The name in reports.
  var name: String {
    switch self {
    case .specified(let precision): precision.rawValue
    case .single: "single"
    }
  }
}
