/// Which step number AdaGrad's learning-rate decay counts.
public enum LearningRateDecayClock: String, AxisValue {
  /// t − 1: the first step uses η undecayed.
  case previous
  /// t.
  case current

  public static var axis: Axis { .learningRateDecayClock }

  public var namePart: String {
    switch self {
    case .previous: "decay-clock-previous"
    case .current: "decay-clock-current"
    }
  }
}

/// What the step number t counts.
public enum StepClock: String, AxisValue {
  /// The steps in which the tensor had a gradient.
  case tensor
  /// All steps of the optimizer.
  case global
  /// The steps in which the row had a gradient, for each row by itself.
  case row

  public static var axis: Axis { .stepClock }

  public var namePart: String {
    switch self {
    case .tensor: "tensor-clock"
    case .global: "global-clock"
    case .row: "row-clock"
    }
  }
}
