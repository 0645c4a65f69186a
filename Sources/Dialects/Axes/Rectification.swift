/// The length ρ_t of the average above which RAdam rectifies.
public enum RectificationThreshold: String, AxisValue {
  /// 5, as in the authors' code.
  case five
  /// 4, as in the paper.
  case four

  public static var axis: Axis { .rectificationThreshold }

  public var namePart: String {
    switch self {
    case .five: "threshold-five"
    case .four: "threshold-four"
    }
  }

  /// The number.
  public var value: Int { self == .five ? 5 : 4 }
}

/// What RAdam does in a step that it does not rectify.
public enum BelowThreshold: String, AxisValue {
  /// It steps along the corrected first moment.
  case moment
  /// It takes no step; weight decay acts.
  case skip
  /// It leaves the parameter alone.
  case skipAll

  public static var axis: Axis { .belowThreshold }

  public var namePart: String {
    switch self {
    case .moment: "moment"
    case .skip: "skip"
    case .skipAll: "skip-all"
    }
  }
}

/// How often a rectified step of RAdam is multiplied by the learning rate.
public enum RectifiedRate: String, AxisValue {
  /// The step is multiplied by the learning rate once.
  case once
  /// Twice, as in TorchSharp.
  case twice

  public static var axis: Axis { .rectifiedRate }

  public var namePart: String {
    switch self {
    case .once: "rate-once"
    case .twice: "rate-twice"
    }
  }
}
