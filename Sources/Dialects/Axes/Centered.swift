/// Whether RMSprop divides by a standard deviation instead of a root mean square.
public enum Centered: String, AxisValue {
  /// Whether the squared mean is subtracted.
  case off, on

  public static var axis: Axis { .centered }

  public var namePart: String {
    switch self {
    case .off: "uncentered"
    case .on: "centered"
    }
  }
}

/// What becomes of a variance v − m² that rounds below zero.
public enum VarianceClamp: String, AxisValue {
  /// Nothing: its root is NaN. No framework that was read clamps.
  case off
  /// max(v − m², 0).
  case zero

  public static var axis: Axis { .varianceClamp }

  public var namePart: String {
    switch self {
    case .off: "unclamped"
    case .zero: "clamped"
    }
  }
}
