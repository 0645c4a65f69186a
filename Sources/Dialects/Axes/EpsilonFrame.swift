/// Whether ε meets the corrected or the uncorrected second moment.
public enum EpsilonFrame: String, AxisValue {
  /// The denominator is √(v/(1 − β2^t) + ε_inside) + ε_outside.
  case corrected
  /// The denominator is (√(v + ε_inside) + ε_outside)/√(1 − β2^t): "ε-hat".
  case raw

  public static var axis: Axis { .epsilonFrame }

  public var namePart: String {
    switch self {
    case .corrected: "corrected-frame"
    case .raw: "raw-frame"
    }
  }
}
