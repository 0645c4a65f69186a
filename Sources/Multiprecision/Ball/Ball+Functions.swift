import CMPFR
import Formats

extension Ball {
  /// Becomes an enclosure of `√a`.
  public mutating func setSquareRoot(_ a: borrowing Ball) {
    withPlaces(a, a) { target, a, _ in target.setSquareRoot(a) }
  }

  /// Becomes an enclosure of the greater of `a` and `b`.
  public mutating func setMaximum(_ a: borrowing Ball, _ b: borrowing Ball) {
    if settle(a.kind, b.kind) { return }
    guard a.kind == .finite && b.kind == .finite else {
      return setByInterval(a, b) { $0.setMaximum($1, $2) }
    }
    if a.radius.isZero && b.radius.isZero {
      return a.midpoint.compare(b.midpoint) >= 0 ? set(a) : set(b)
    }
    // Midpoints farther apart than the radii reach together decide.
    midpoint.setDifference(a.midpoint, b.midpoint, rounding: .towardZero)
    if midpoint.isRegular {
      let distance = midpoint.leastMagnitude
      let reach = Magnitude.bound(a.radius, b.radius)
      if reach.exponent < distance.exponent {
        return midpoint.isNegative ? set(b) : set(a)
      }
    }
    setByInterval(a, b) { $0.setMaximum($1, $2) }
  }

  /// Becomes an enclosure of `|a|`.
  ///
  /// No point of `a` is farther from the midpoint's magnitude in magnitude.
  public mutating func setMagnitude(_ a: borrowing Ball) {
    set(a)
    if (kind == .finite || kind == .infinite) && midpoint.isNegative { midpoint.negate() }
  }

  /// Becomes an enclosure of `base^exponent`, for an exponent of at least 0.
  public mutating func setPower(_ base: borrowing Ball, _ exponent: Int) {
    precondition(exponent >= 0, "the exponent must not be negative")
    if base.kind == .finite && base.radius.isZero {
      if finish(midpoint.setPower(base.midpoint, exponent, rounding: .nearestEven)) {
        return
      }
    } else if settle(base.kind) {
      return
    }
    setByInterval(base) { $0.setPower($1, exponent) }
  }

  /// Becomes an enclosure of `base^exponent`, as `Interval` defines it.
  public mutating func setRealPower(_ base: borrowing Ball, _ exponent: borrowing Ball) {
    if settle(base.kind, exponent.kind) { return }
    let arePoints = base.isPoint && exponent.isPoint
    if arePoints && base.midpoint.isRegular && exponent.midpoint.isRegular
      && !base.midpoint.isNegative,
      finish(
        midpoint.setRealPower(base.midpoint, exponent.midpoint, rounding: .nearestEven))
    {
      return
    }
    setByInterval(base, exponent) { $0.setRealPower($1, $2) }
  }

  /// Becomes an enclosure of `cos(π·a)`.
  public mutating func setCosinePi(_ a: borrowing Ball) {
    if settle(a.kind) { return }
    if a.kind == .finite && a.radius.isZero,
      finish(midpoint.setCosinePi(a.midpoint, rounding: .nearestEven))
    {
      return
    }
    setByInterval(a) { $0.setCosinePi($1) }
  }

  /// Becomes an enclosure of `a` stored in `format`, rounded stochastically by 32
  /// random bits.
  public mutating func setStochastic(
    _ a: borrowing Ball, in format: FloatFormat, _ r: UInt32
  ) {
    setByInterval(a) { $0.setStochastic($1, in: format, r) }
  }
}

extension BallPlace {
  func setSquareRoot(_ a: BallPlace) {
    if address.pointee.settle(a.kind) { return }
    if a.isFinite && !(a.isRegular && a.isNegative) {
      if a.isPoint {
        let ternary = mpfr_sqrt(midpoint, a.midpoint, MPFR_RNDN)
        if address.pointee.finish(Int(ternary)) { return }
      } else if a.isRegular, takeRoot(a) {
        return
      }
    }
    address.pointee.setByInterval(a.address.pointee) { $0.setSquareRoot($1) }
  }

  /// Takes the root of what is well above zero.
  @inline(__always)
  private func takeRoot(_ a: BallPlace) -> Bool {
    // |√a − √a₀| = |a − a₀| ÷ (√a + √a₀) ≤ r ÷ 2√(a₀ − r), in units of the greatest
    // even power of two that is not above a₀.
    let least = a.address.pointee.midpoint.leastMagnitude
    let isOdd = least.exponent & 1 != 0
    let exponent = isOdd ? least.exponent &- 1 : least.exponent
    let centre = isOdd ? 2 * least.significand : least.significand
    let left = centre - a.radius.scaled(to: exponent)
    guard left > 0.5 else { return false }
    let factor = Magnitude(
      significand: 0.5 / left.squareRoot(), exponent: -(exponent >> 1))
    let ternary = mpfr_sqrt(midpoint, a.midpoint, MPFR_RNDN)
    return address.pointee.finish(Int(ternary), a.radius * factor)
  }

  private var isRegular: Bool {
    @inline(__always) get { address.pointee.midpoint.isRegular }
  }
  private var isNegative: Bool {
    @inline(__always) get { address.pointee.midpoint.isNegative }
  }
}
