import Formats

extension Interval {
  /// Encloses `value`; a NaN gives the NaN interval.
  public mutating func set(_ value: Double) {
    if value.isNaN { return setNaN() }
    kind = .ordinary
    // At fewer than 53 bits the number itself is rounded outward.
    lower.set(value, rounding: down)
    upper.set(value, rounding: up)
  }

  /// Encloses `value`.
  public mutating func set(_ value: Int) {
    kind = .ordinary
    lower.set(value, rounding: down)
    upper.set(value, rounding: up)
  }

  /// Encloses `value`.
  public mutating func set(_ value: borrowing Interval) {
    kind = value.kind
    lower.set(value.lower, rounding: down)
    upper.set(value.upper, rounding: up)
  }

  /// Encloses everything from `lower` to `upper`.
  public mutating func set(_ lower: borrowing BigFloat, _ upper: borrowing BigFloat) {
    precondition(lower.compare(upper) <= 0, "the endpoints are in the wrong order")
    kind = .ordinary
    self.lower.set(lower, rounding: down)
    self.upper.set(upper, rounding: up)
  }

  /// Becomes certainly undefined.
  public mutating func setNaN() { kind = .nan }

  /// Becomes anything, NaN included.
  public mutating func setIndeterminate() { kind = .indeterminate }

  /// Settles the result where an operand is not ordinary.
  ///
  /// - Returns: Whether the result is settled.
  mutating func settle(_ a: Kind, _ b: Kind = .ordinary) -> Bool {
    if a == .ordinary && b == .ordinary {
      kind = .ordinary
      return false
    }
    kind = a == .nan || b == .nan ? .nan : .indeterminate
    return true
  }

  /// Becomes undefined: certainly so if both operands are points.
  mutating func setUndefined(isCertain: Bool) { kind = isCertain ? .nan : .indeterminate }
}

extension Interval {
  /// Whether an infinity is possible, but not NaN.
  public var isUnbounded: Bool {
    kind == .ordinary && (lower.isInfinite || upper.isInfinite)
  }
  /// Whether zero is inside.
  var containsZero: Bool { lower.signum <= 0 && upper.signum >= 0 }
}
