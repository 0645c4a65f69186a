/// Where AdaMax adds ε.
public enum InfinityFloor: String, AxisValue {
  /// To the magnitude of the gradient: u ← max(β2·u, |g| + ε).
  case gradient
  /// To the decayed norm: u ← max(β2·u + ε, |g|).
  case norm
  /// To the norm in the denominator: m/(u + ε).
  case denominator
  /// To the norm that is kept: u ← max(β2·u, |g|) + ε.
  case state

  public static var axis: Axis { .infinityFloor }

  public var namePart: String {
    switch self {
    case .gradient: "floor-gradient"
    case .norm: "floor-norm"
    case .denominator: "floor-denominator"
    case .state: "floor-state"
    }
  }
}
