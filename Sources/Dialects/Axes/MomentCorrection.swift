/// Whether the first moment is divided by 1 − β1^t.
public enum FirstMomentCorrection: String, AxisValue {
  case on, off

  public static var axis: Axis { .firstMomentCorrection }
}

/// Whether the second moment (and RMSprop's mean) is divided by 1 − β2^t.
public enum SecondMomentCorrection: String, AxisValue {
  case on, off

  public static var axis: Axis { .secondMomentCorrection }
}
