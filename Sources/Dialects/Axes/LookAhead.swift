/// How NAdam looks ahead from the first moment.
public enum LookAhead: String, AxisValue {
  /// The moment is weighted for the next step, each part with its own correction.
  case next
  /// Both parts have the correction of the current step.
  case current

  public static var axis: Axis { .lookAhead }

  public var namePart: String {
    switch self {
    case .next: "look-ahead-next"
    case .current: "look-ahead-current"
    }
  }
}

/// The momentum coefficients μ of NAdam's look-ahead.
public enum MomentumSchedule: String, AxisValue {
  /// μ_i = β1·(1 − 0.5·0.96^(iψ)).
  case decaying
  /// μ_i = β1.
  case constant

  public static var axis: Axis { .momentumSchedule }

  public var namePart: String {
    switch self {
    case .decaying: "decaying-momentum"
    case .constant: "constant-momentum"
    }
  }
}

/// What NAdam's second moment is multiplied by before it is corrected.
public enum SecondMomentScale: String, AxisValue {
  /// Nothing.
  case one
  /// β2, as in Optimisers.jl.
  case beta2

  public static var axis: Axis { .secondMomentScale }

  public var namePart: String {
    switch self {
    case .one: "unscaled-second-moment"
    case .beta2: "scaled-second-moment"
    }
  }
}
