import CMPFR
import Formats

/// Arithmetic in a format: each operation on its values is correctly rounded,
/// to nearest with ties to even unless another direction is chosen.
///
/// MPFR computes with the format's precision. Where the result is not a normal
/// value of the format, `mpfr_check_range` and `mpfr_subnormalize` round it a
/// second time, in the format's exponent range and with the knowledge of the
/// first rounding, so that there is no double rounding. MPFR's exponent range
/// and flags belong to the thread: each operation changes them in a synchronous
/// scope of its own and restores them, and while the range is in force touches
/// no number but the result.
///
/// Operands must be values of the format. An object belongs to one thread at a
/// time.
public final class RoundedArithmetic {
  /// The format.
  public let format: FloatFormat
  /// The direction in which every operation rounds.
  public let rounding: RoundingDirection
  // No operation runs within another, so that accesses cannot overlap; to check
  // that at run time would cost a quarter of the operation.
  @exclusivity(unchecked) var result: BigFloat
  private let greatestFinite: BigFloat

  /// Creates the arithmetic of `format` in a direction.
  ///
  /// - Precondition: The direction is not `nearestAway`, which MPFR lacks.
  public init(_ format: FloatFormat, rounding: RoundingDirection = .nearestEven) {
    precondition(rounding != .nearestAway, "MPFR has no rounding of ties away from zero")
    self.format = format
    self.rounding = rounding
    result = BigFloat(precision: format.precision)
    greatestFinite = BigFloat(format.greatestFinite)
  }

  /// Gives `target` the value of `a + b`.
  public func sum(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, into target: inout BigFloat
  ) {
    finish(&target) { result.setSum(a, b, rounding: rounding) }
  }

  /// Gives `target` the value of `a − b`.
  public func difference(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, into target: inout BigFloat
  ) {
    finish(&target) { result.setDifference(a, b, rounding: rounding) }
  }

  /// Gives `target` the value of `a × b`.
  public func product(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, into target: inout BigFloat
  ) {
    finish(&target) { result.setProduct(a, b, rounding: rounding) }
  }

  /// Gives `target` the value of `a ÷ b`.
  public func quotient(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, into target: inout BigFloat
  ) {
    finish(&target) { result.setQuotient(a, b, rounding: rounding) }
  }

  /// Gives `target` the value of `√a`.
  public func squareRoot(_ a: borrowing BigFloat, into target: inout BigFloat) {
    finish(&target) { result.setSquareRoot(a, rounding: rounding) }
  }

  /// Gives `target` the value of `base^exponent`, for an exponent of at least 0.
  public func power(
    _ base: borrowing BigFloat, _ exponent: Int, into target: inout BigFloat
  ) {
    finish(&target) { result.setPower(base, exponent, rounding: rounding) }
  }

  /// Gives `target` the greater of `a` and `b`, or NaN if either is.
  public func maximum(
    _ a: borrowing BigFloat, _ b: borrowing BigFloat, into target: inout BigFloat
  ) {
    finish(&target) { result.setMaximum(a, b, rounding: rounding) }
  }

  /// Rounds any number to a value of the format.
  public func round(_ value: inout BigFloat) {
    let ternary = keepingFlags { result.set(value, rounding: rounding) }
    finish(&value) { ternary }
  }

  /// Runs `operation`, which writes `result` and returns its ternary value, and
  /// gives `target` the result brought into the format's range.
  func finish(_ target: inout BigFloat, _ operation: () -> Int) {
    keepingFlags {
      let ternary = bringIntoRange(operation())
      if overflows(ternary) { overflow(isExact: ternary == 0 && result.isInfinite) }
      target.set(result)
    }
  }

  /// Runs `body` and puts back the thread's flags.
  private func keepingFlags<Result>(_ body: () -> Result) -> Result {
    let flags = mpfr_flags_save()
    defer { mpfr_flags_restore(flags, cmpfr_all_flags()) }
    return body()
  }

  /// Rounds `result` again where the format's exponents demand it, knowing the
  /// sign of its error so far, and returns that sign thereafter.
  private func bringIntoRange(_ ternary: Int) -> Int {
    // MPFR's significand is in [1/2, 1): its exponents are IEEE's plus 1.
    let exponent = Int(result.raw._mpfr_exp) - 1
    let isNormal =
      format.minimumExponent <= exponent && exponent <= format.maximumExponent
    if isNormal || !result.isRegular { return ternary }
    let (minimum, maximum) = (mpfr_get_emin(), mpfr_get_emax())
    defer {
      mpfr_set_emin(minimum)
      mpfr_set_emax(maximum)
    }
    mpfr_set_emin(mpfr_exp_t(format.smallestSubnormalExponent + 1))
    mpfr_set_emax(mpfr_exp_t(format.maximumExponent + 1))
    return withUnsafeMutablePointer(to: &result.raw) {
      let checked = mpfr_check_range($0, Int32(clamping: ternary), rounding.mpfr)
      return Int(mpfr_subnormalize($0, checked, rounding.mpfr))
    }
  }

  /// Whether `result` lies beyond the format's largest value where that does
  /// not just mean an infinity.
  private func overflows(_ ternary: Int) -> Bool {
    if format.overflow == .infinity || result.isNaN { return false }
    // The infinity of an infinite operand or of a zero divisor is no overflow.
    if result.isInfinite && ternary == 0 && format.infinityBits != nil { return false }
    return result.compareMagnitude(greatestFinite) > 0
  }

  /// Replaces `result` by what the format's policy puts in its place, or by the
  /// largest value where the direction does not lead beyond it.
  ///
  /// - Parameter isExact: Whether it is an infinity that no rounding made: the
  ///   policy stands for it in every direction.
  private func overflow(isExact: Bool) {
    let isNegative = result.isNegative
    switch isExact || leadsAway(isNegative: isNegative) ? format.overflow : .saturate {
    case .infinity: result.setInfinity(negative: isNegative)
    case .nan: result.setNaN()
    case .saturate:
      result.set(greatestFinite)
      if isNegative { result.negate() }
    }
  }

  /// Whether a number beyond the largest value rounds to what lies beyond it.
  private func leadsAway(isNegative: Bool) -> Bool {
    switch rounding {
    case .nearestEven, .nearestAway: true
    case .towardZero: false
    case .up: !isNegative
    case .down: isNegative
    }
  }
}
