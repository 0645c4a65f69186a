extension Interval {
  /// Whether `value` is possible; NaN is where the interval is not ordinary.
  public borrowing func contains(_ value: Double) -> Bool {
    switch kind {
    case .nan: value.isNaN
    case .indeterminate: true
    case .ordinary: !value.isNaN && lower.compare(value) <= 0 && upper.compare(value) >= 0
    }
  }

  /// Whether `value` is possible.
  public borrowing func contains(_ value: borrowing BigFloat) -> Bool {
    switch kind {
    case .nan: value.isNaN
    case .indeterminate: true
    case .ordinary: !value.isNaN && lower.compare(value) <= 0 && upper.compare(value) >= 0
    }
  }

  /// Whether everything that is possible for `other` is possible here.
  public borrowing func contains(_ other: borrowing Interval) -> Bool {
    switch (kind, other.kind) {
    case (.indeterminate, _), (.nan, .nan): true
    case (.ordinary, .ordinary):
      lower.compare(other.lower) <= 0 && upper.compare(other.upper) >= 0
    default: false
    }
  }

  /// Whether both are the same point.
  public borrowing func isPoint(equalTo other: borrowing Interval) -> Bool {
    isPoint && other.isPoint && lower.compare(other.lower) == 0
  }
}
