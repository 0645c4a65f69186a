/// Whether the objective is maximized, and what that does to weight decay.
public enum Maximize: String, AxisValue {
  /// The objective is minimized.
  case off
  /// The gradient changes sign before weight decay is added: decay still shrinks θ.
  case gradient
  /// The gradient changes sign after g + λθ: decay grows θ.
  case decayedGradient

  public static var axis: Axis { .maximize }

  public var namePart: String {
    switch self {
    case .off: "minimize"
    case .gradient: "maximize"
    case .decayedGradient: "maximize-decay"
    }
  }
}
