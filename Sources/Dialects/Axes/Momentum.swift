/// Whether the learning rate is applied to the buffer's input or to its output.
public enum MomentumLearningRate: String, AxisValue {
  /// b ← μb + u; θ ← θ − ηb.
  case outside
  /// b ← μb + ηu; θ ← θ − b.
  case inside

  public static var axis: Axis { .momentumLearningRate }

  public var namePart: String {
    switch self {
    case .outside: "rate-outside"
    case .inside: "rate-inside"
    }
  }
}

/// What SGD's buffer holds after a tensor's first step.
public enum FirstMomentum: String, AxisValue {
  /// The gradient itself, undampened.
  case gradient
  /// The ordinary recurrence started from a buffer of zeros.
  case zero

  public static var axis: Axis { .firstMomentum }

  public var namePart: String {
    switch self {
    case .gradient: "gradient-buffer"
    case .zero: "zero-buffer"
    }
  }
}

/// Which look-ahead is made from the momentum buffer.
public enum Nesterov: String, AxisValue {
  /// None: the step is the buffer.
  case off
  /// g + μb, with the new buffer b.
  case standard
  /// μ²b + (1 + μ)g, with the new buffer b, as Chainer's NesterovAG computes.
  case chainer

  public static var axis: Axis { .nesterov }

  public var namePart: String {
    switch self {
    case .off: "no-nesterov"
    case .standard: "nesterov"
    case .chainer: "chainer-nesterov"
    }
  }
}
