/// How hyperparameters reach the elements (SPEC §1.1).
///
/// A step computes some scalars first, such as `1 − β1^t`, and then uses them for each
/// element. Frameworks differ in the precision in which they do that.
public enum ScalarEvaluation: String, CaseIterable, Hashable, Sendable, Codable {
  /// The scalars are computed in binary64, and each is rounded once to the arithmetic
  /// of the elements.
  case wide
  /// Hyperparameters are rounded first; then the scalars are computed in the
  /// arithmetic of the elements.
  case working
}
