import CMPFR
import Formats

/// An enclosure of an extended real number: the exact result of a computation
/// lies within `radius` of `midpoint`.
///
/// There are four kinds of ball:
/// - *finite*: a finite midpoint and a radius;
/// - *infinite*: exactly the infinity that is the midpoint;
/// - *NaN*: the value is certainly undefined;
/// - *indeterminate*: anything is possible.
///
/// Operations round the midpoint to nearest and add to the radius what that is
/// off by, so that the result contains every value of the operation on points of
/// the operands. Exact operands whose result needs no more bits than the precision
/// give an exact result. Zero has no sign. Results are written into existing
/// storage.
///
/// A ball costs one operation of MPFR where an `Interval` costs two, but is no
/// wider at the precisions that matter. What no ball describes, such as a half-line
/// or a number of at least 0 that may be 0, becomes indeterminate sooner or later:
/// there intervals know more.
public struct Ball: ~Copyable, Sendable {
  /// The centre.
  public internal(set) var midpoint: BigFloat
  var radius = Magnitude.zero
  var kind: Kind = .finite

  enum Kind {
    case finite, infinite, nan, indeterminate
  }

  /// Creates the point 0 with a midpoint of that precision.
  public init(precision: Int) { midpoint = BigFloat(precision: precision) }

  /// A second ball with the same value and precision.
  public borrowing func copy() -> Ball {
    var result = Ball(precision: precision)
    result.set(self)
    return result
  }

  /// The number of significand bits of the midpoint.
  public var precision: Int { midpoint.precision }
  /// Whether the value is certainly undefined.
  public var isNaN: Bool { kind == .nan }
  /// Whether anything is possible, NaN included.
  public var isIndeterminate: Bool { kind == .indeterminate }
  /// Whether the value is known exactly.
  public var isPoint: Bool { kind == .infinite || kind == .finite && radius.isZero }
  /// Whether the value is exactly zero.
  public var isZero: Bool { kind == .finite && radius.isZero && midpoint.isZero }
}

extension Ball {
  /// Takes what the midpoint, just rounded to nearest, is off by for the radius.
  ///
  /// - Parameter ternary: What MPFR says of the rounding.
  /// - Returns: Whether that describes the result; not where the midpoint left
  ///   MPFR's range.
  @inline(__always)
  mutating func finish(_ ternary: Int) -> Bool {
    guard isInRange(ternary) else { return false }
    radius = roundingError(ternary)
    kind = .finite
    return true
  }

  /// The same with what an operand's radius adds.
  @inline(__always)
  mutating func finish(_ ternary: Int, _ a: Magnitude) -> Bool {
    guard isInRange(ternary) else { return false }
    return take(.bound(a, roundingError(ternary)))
  }

  /// The same with two terms.
  @inline(__always)
  mutating func finish(_ ternary: Int, _ a: Magnitude, _ b: Magnitude) -> Bool {
    finish(ternary, a, b, .zero)
  }

  /// The same with three terms.
  @inline(__always)
  mutating func finish(
    _ ternary: Int, _ a: Magnitude, _ b: Magnitude, _ c: Magnitude
  ) -> Bool {
    guard isInRange(ternary) else { return false }
    return take(.bound(a, b, c, roundingError(ternary)))
  }

  @inline(__always)
  private mutating func take(_ bound: Magnitude) -> Bool {
    radius = bound
    kind = bound.exponent > Magnitude.greatestExponent ? .indeterminate : .finite
    return true
  }

  @inline(__always)
  private func isInRange(_ ternary: Int) -> Bool {
    midpoint.isRegular || (midpoint.isZero && ternary == 0)
  }

  /// Half a unit in the last place, unless the midpoint is exact.
  @inline(__always)
  private func roundingError(_ ternary: Int) -> Magnitude {
    // MPFR's significand is in [1/2, 1).
    ternary == 0
      ? .zero
      : .power(ofTwo: Int(midpoint.raw._mpfr_exp) &- Int(midpoint.raw._mpfr_prec) &- 1)
  }

  /// Settles the result where an operand is neither finite nor infinite.
  @inline(__always)
  mutating func settle(_ a: Kind, _ b: Kind = .finite) -> Bool {
    if a == .nan || b == .nan {
      kind = .nan
    } else if a == .indeterminate || b == .indeterminate {
      kind = .indeterminate
    } else {
      return false
    }
    return true
  }

  /// Performs an operation on intervals instead: at infinities and at the borders
  /// of domains, where they are the simpler enclosures.
  @inline(never)
  mutating func setByInterval(
    _ a: borrowing Ball, _ operation: (inout Interval, borrowing Interval) -> Void
  ) {
    var result = Interval(precision: precision)
    operation(&result, a.interval())
    set(result)
  }

  /// Performs an operation on intervals instead.
  @inline(never)
  mutating func setByInterval(
    _ a: borrowing Ball, _ b: borrowing Ball,
    _ operation: (inout Interval, borrowing Interval, borrowing Interval) -> Void
  ) {
    var result = Interval(precision: precision)
    operation(&result, a.interval(), b.interval())
    set(result)
  }
}
