extension Enclosure {
  /// Whether it is neither NaN nor anything nor unbounded.
  public var isFinite: Bool {
    !interval.isNaN && !interval.isIndeterminate && !interval.isUnbounded
  }

  /// Whether it is certainly undefined.
  public var isNaN: Bool { interval.isNaN }
  /// Whether it is exactly zero.
  public var isZero: Bool { interval.isZero }

  /// Whether every value here is below every value there; never for NaN.
  ///
  /// False says nothing: it may be open.
  public func isCertainlyLess(than other: Enclosure) -> Bool {
    isComparable(with: other) && interval.upper.compare(other.interval.lower) < 0
  }

  /// Whether no value here is above any value there; never for NaN.
  public func isCertainlyAtMost(_ other: Enclosure) -> Bool {
    isComparable(with: other) && interval.upper.compare(other.interval.lower) <= 0
  }

  private func isComparable(with other: Enclosure) -> Bool {
    !interval.isNaN && !interval.isIndeterminate && !other.interval.isNaN
      && !other.interval.isIndeterminate
  }

  /// A number near all of the enclosure, as far as it is narrow.
  public var double: Double {
    isFinite ? interval.lower.toDouble() / 2 + interval.upper.toDouble() / 2 : .nan
  }
}
