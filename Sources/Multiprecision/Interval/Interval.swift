import Formats

/// An enclosure of an extended real number: the exact result of a computation
/// lies in `[lower, upper]`.
///
/// There are three kinds of interval:
/// - *ordinary*: `lower ≤ upper`, and an endpoint may be infinite;
/// - *NaN*: the value is certainly undefined (0/0, ∞ − ∞, 0·∞, √ of a negative);
/// - *indeterminate*: anything is possible, NaN included, because the operands
///   straddle the border of the operation's domain.
///
/// Operations round the lower endpoint down and the upper one up, so that the
/// result contains every value of the operation on points of the operands. On
/// points whose result needs no more bits than the precision it is a point.
/// Zero has no sign. Results are written into existing storage.
///
/// An *inner* interval rounds its endpoints the other way: it lies within the interval
/// that exact endpoints would give. Where an inner and an outer interval agree, so do
/// the exact endpoints with both. Its endpoints may be in the wrong order, by no more
/// than a rounding, where that interval is a point.
public struct Interval: ~Copyable, Sendable {
  /// The lower endpoint.
  public internal(set) var lower: BigFloat
  /// The upper endpoint.
  public internal(set) var upper: BigFloat
  var kind: Kind = .ordinary
  /// On which side of the exact endpoints its own lie.
  public private(set) var side: Side

  enum Kind {
    case ordinary, nan, indeterminate
  }

  /// On which side of the exact endpoints those of an interval lie.
  public enum Side: Sendable {
    /// Outside: the interval contains the exact one.
    case outer
    /// Inside: the exact interval contains it.
    case inner
  }

  /// Creates the point 0 with endpoints of that precision.
  public init(precision: Int, side: Side = .outer) {
    lower = BigFloat(precision: precision)
    upper = BigFloat(precision: precision)
    self.side = side
  }

  /// The direction in which lower endpoints are rounded.
  var down: RoundingDirection { side == .outer ? .down : .up }
  /// The direction in which upper endpoints are rounded.
  var up: RoundingDirection { side == .outer ? .up : .down }

  /// Creates the interval from `lower` to `upper`, at that precision.
  public init(_ lower: borrowing BigFloat, _ upper: borrowing BigFloat, precision: Int) {
    self.init(precision: precision)
    set(lower, upper)
  }

  /// A second interval with the same value and precision.
  public borrowing func copy() -> Interval {
    var result = Interval(precision: precision, side: side)
    result.set(self)
    return result
  }

  /// The number of significand bits of the endpoints.
  public var precision: Int { lower.precision }
  /// Whether the value is certainly undefined.
  public var isNaN: Bool { kind == .nan }
  /// Whether anything is possible, NaN included.
  public var isIndeterminate: Bool { kind == .indeterminate }
  /// Whether the value is known exactly.
  public var isPoint: Bool { kind == .ordinary && lower.compare(upper) == 0 }
  /// Whether the value is exactly zero.
  public var isZero: Bool { kind == .ordinary && lower.isZero && upper.isZero }

  /// Exchanges two intervals, precision and side included.
  public mutating func swap(_ other: inout Interval) {
    lower.swap(&other.lower)
    upper.swap(&other.upper)
    Swift.swap(&kind, &other.kind)
    Swift.swap(&side, &other.side)
  }
}
