/// Which second moment AMSGrad keeps the maximum of.
public enum MaximumFrame: String, AxisValue {
  /// The moment itself: x ← max(x, v).
  case raw
  /// The corrected moment: x ← max(x, v/(1 − β2^t)), as Optax computes.
  case corrected

  public static var axis: Axis { .maximumFrame }

  public var namePart: String {
    switch self {
    case .raw: "raw-maximum"
    case .corrected: "corrected-maximum"
    }
  }
}
