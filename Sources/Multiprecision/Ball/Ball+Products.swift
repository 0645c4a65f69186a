import Formats

extension Ball {
  /// Becomes an enclosure of `a × b`.
  public mutating func setProduct(_ a: borrowing Ball, _ b: borrowing Ball) {
    if a.kind == .finite && b.kind == .finite {
      let ternary = midpoint.setProduct(a.midpoint, b.midpoint, rounding: .nearestEven)
      if a.radius.isZero {
        let isDone =
          b.radius.isZero
          ? finish(ternary) : finish(ternary, a.midpoint.magnitudeBound * b.radius)
        if isDone { return }
      } else if b.radius.isZero {
        if finish(ternary, b.midpoint.magnitudeBound * a.radius) { return }
      } else if finish(
        // |ab − a₀b₀| ≤ |a₀|·r_b + |b₀|·r_a + r_a·r_b.
        ternary, a.midpoint.magnitudeBound * b.radius,
        b.midpoint.magnitudeBound * a.radius, a.radius * b.radius)
      {
        return
      }
    } else if settle(a.kind, b.kind) {
      return
    }
    setByInterval(a, b) { $0.setProduct($1, $2) }
  }

  /// Becomes an enclosure of `a ÷ b`, of which `Interval` says what it is where `b`
  /// may be zero.
  public mutating func setQuotient(_ a: borrowing Ball, _ b: borrowing Ball) {
    if a.kind == .finite && b.kind == .finite {
      if b.midpoint.isRegular, divide(a, b) { return }
    } else if settle(a.kind, b.kind) {
      return
    }
    setByInterval(a, b) { $0.setQuotient($1, $2) }
  }

  /// Divides by what is well away from zero.
  @inline(__always)
  private mutating func divide(_ a: borrowing Ball, _ b: borrowing Ball) -> Bool {
    if a.radius.isZero && b.radius.isZero {
      return finish(
        midpoint.setQuotient(a.midpoint, b.midpoint, rounding: .nearestEven))
    }
    // |a/b − a₀/b₀| = |(a − a₀)·b₀ + a₀·(b₀ − b)| ÷ |b₀·b|
    //              ≤ (r_a·|b₀| + |a₀|·r_b) ÷ (|b₀|·(|b₀| − r_b)).
    let least = b.midpoint.leastMagnitude
    // In units of the divisor's exponent: |b₀| is in [1, 2), and more than half
    // of it must be left, so that rounding the difference does no harm.
    let left = least.significand - b.radius.scaled(to: least.exponent)
    guard left > 0.5 else { return false }
    let factor = Magnitude(
      significand: 1 / (least.significand * left), exponent: -2 &* least.exponent)
    let ternary = midpoint.setQuotient(a.midpoint, b.midpoint, rounding: .nearestEven)
    let error = a.midpoint.magnitudeBound * b.radius * factor
    if a.radius.isZero { return finish(ternary, error) }
    return finish(ternary, a.radius * b.midpoint.magnitudeBound * factor, error)
  }
}
