/// Whether the first moment is divided by 1 − β1^t.
public enum FirstMomentCorrection: String, AxisValue {
  /// Whether the moment is corrected.
  case on, off

  public static var axis: Axis { .firstMomentCorrection }

  public var namePart: String {
    switch self {
    case .on: "corrected-first"
    case .off: "uncorrected-first"
    }
  }
}

/// Whether the second moment (and RMSprop's mean) is divided by 1 − β2^t.
public enum SecondMomentCorrection: String, AxisValue {
  /// Whether the moment is corrected.
  case on, off

  public static var axis: Axis { .secondMomentCorrection }

  public var namePart: String {
    switch self {
    case .on: "corrected"
    case .off: "uncorrected-second"
    }
  }
}
