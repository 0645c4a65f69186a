/// In which formats the scalars of a step are computed (SPEC §1.1).
///
/// A step computes some scalars first, such as `1 − β1^t`, and then uses them for each
/// element. Constant ones are made of hyperparameters and written numbers alone, as
/// `1 − β1`; running ones contain the step number, a power, or the rate of a schedule.
/// Frameworks differ in the precision of both.
public enum ScalarEvaluation: String, CaseIterable, Hashable, Sendable, Codable {
  /// All scalars are computed in binary64, and each is rounded once to the arithmetic of
  /// the elements.
  case wide
  /// Hyperparameters are rounded first; then all scalars are computed in the arithmetic
  /// of the elements.
  case working
  /// Constant scalars are computed in binary64 and rounded once; running ones in the
  /// arithmetic of the elements.
  case wideConstants
  /// As ``working``, with β^t as a product whose factors come in one by one.
  case workingProducts
  /// As ``wideConstants``, with β^t as a product whose factors come in one by one.
  case wideConstantsProducts

  /// Whether constant scalars are computed in binary64.
  var hasWideConstants: Bool {
    switch self {
    case .wide, .wideConstants, .wideConstantsProducts: true
    case .working, .workingProducts: false
    }
  }

  /// Whether running scalars are computed in binary64.
  var hasWideRunning: Bool { self == .wide }

  /// Whether β^t is a product whose factors come in one by one.
  var multipliesPowers: Bool {
    self == .workingProducts || self == .wideConstantsProducts
  }
}
