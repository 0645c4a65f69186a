import CMPFR

extension Ball {
  /// Becomes an enclosure of `a × b`.
  public mutating func setProduct(_ a: borrowing Ball, _ b: borrowing Ball) {
    withPlaces(a, b) { $0.setProduct($1, $2) }
  }

  /// Becomes an enclosure of `a ÷ b`, of which `Interval` says what it is where `b`
  /// may be zero.
  public mutating func setQuotient(_ a: borrowing Ball, _ b: borrowing Ball) {
    withPlaces(a, b) { $0.setQuotient($1, $2) }
  }
}

extension BallPlace {
  func setProduct(_ a: BallPlace, _ b: BallPlace) {
    if a.isFinite && b.isFinite {
      if product(a, b) { return }
    } else if address.pointee.settle(a.kind, b.kind) {
      return
    }
    address.pointee.setByInterval(a.address.pointee, b.address.pointee) {
      $0.setProduct($1, $2)
    }
  }

  @inline(__always)
  private func product(_ a: BallPlace, _ b: BallPlace) -> Bool {
    let ternary = Int(setToProduct(midpoint, a.midpoint, b.midpoint, MPFR_RNDN))
    if a.isPoint {
      return b.isPoint
        ? address.pointee.finish(ternary)
        : address.pointee.finish(ternary, a.magnitudeBound * b.radius)
    }
    if b.isPoint { return address.pointee.finish(ternary, b.magnitudeBound * a.radius) }
    // |ab − a₀b₀| ≤ |a₀|·r_b + |b₀|·r_a + r_a·r_b.
    return address.pointee.finish(
      ternary, a.magnitudeBound * b.radius, b.magnitudeBound * a.radius,
      a.radius * b.radius)
  }

  func setQuotient(_ a: BallPlace, _ b: BallPlace) {
    if a.isFinite && b.isFinite {
      if b.address.pointee.midpoint.isRegular, divide(a, b) { return }
    } else if address.pointee.settle(a.kind, b.kind) {
      return
    }
    address.pointee.setByInterval(a.address.pointee, b.address.pointee) {
      $0.setQuotient($1, $2)
    }
  }

  /// Divides by what is well away from zero.
  @inline(__always)
  private func divide(_ a: BallPlace, _ b: BallPlace) -> Bool {
    if a.isPoint && b.isPoint {
      let ternary = mpfr_div(midpoint, a.midpoint, b.midpoint, MPFR_RNDN)
      return address.pointee.finish(Int(ternary))
    }
    // |a/b − a₀/b₀| = |(a − a₀)·b₀ + a₀·(b₀ − b)| ÷ |b₀·b|
    //              ≤ (r_a·|b₀| + |a₀|·r_b) ÷ (|b₀|·(|b₀| − r_b)).
    let least = b.address.pointee.midpoint.leastMagnitude
    // In units of the divisor's exponent: |b₀| is in [1, 2), and more than half
    // of it must be left, so that rounding the difference does no harm.
    let left = least.significand - b.radius.scaled(to: least.exponent)
    guard left > 0.5 else { return false }
    let factor = Magnitude(
      significand: 1 / (least.significand * left), exponent: -2 &* least.exponent)
    let ternary = Int(mpfr_div(midpoint, a.midpoint, b.midpoint, MPFR_RNDN))
    let error = a.magnitudeBound * b.radius * factor
    if a.isPoint { return address.pointee.finish(ternary, error) }
    return address.pointee.finish(ternary, a.radius * b.magnitudeBound * factor, error)
  }

  /// An upper bound of the midpoint's magnitude.
  private var magnitudeBound: Magnitude {
    @inline(__always) get { address.pointee.midpoint.magnitudeBound }
  }
}
