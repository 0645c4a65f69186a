import Formats
import Oracle
import Scenarios

/// How a program computes its scalars.
enum ScalarUse: String, CaseIterable, Hashable, Sendable {
  /// Evaluated in binary64, rounded once.
  case wide
  /// Rounded to the arithmetic format first, and evaluated in it.
  case working
  /// Constants as `wide`, what changes from step to step as `working`.
  case wideConstants
  /// As `working`, with powers as products.
  case workingProducts
  /// As `wideConstants`, with powers as products.
  case wideConstantsProducts
  /// Rounded to binary32 first, then as `wide`.
  case single

  /// Those that differ where elements are computed in a format.
  static func all(in arithmetic: FloatFormat) -> [ScalarUse] {
    switch arithmetic {
    case .binary64: [.wide, .single, .workingProducts]
    case .binary32:
      [.wide, .working, .wideConstants, .workingProducts, .wideConstantsProducts]
    default: [.wide, .working, .single]
    }
  }

  /// What a scenario calls it.
  var precision: Scenario.ScalarPrecision {
    switch self {
    case .wide, .single: .wide
    case .working: .working
    case .wideConstants: .wideConstants
    case .workingProducts: .workingProducts
    case .wideConstantsProducts: .wideConstantsProducts
    }
  }

  /// The use that a scenario calls so.
  init(_ precision: Scenario.ScalarPrecision) {
    self =
      switch precision {
      case .wide: .wide
      case .working: .working
      case .wideConstants: .wideConstants
      case .workingProducts: .workingProducts
      case .wideConstantsProducts: .wideConstantsProducts
      }
  }
}
