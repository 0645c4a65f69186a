import CMPFR

extension Ball {
  /// Becomes an enclosure of `a + b`.
  public mutating func setSum(_ a: borrowing Ball, _ b: borrowing Ball) {
    withPlaces(a, b) { $0.setSum($1, $2) }
  }

  /// Becomes an enclosure of `a − b`.
  public mutating func setDifference(_ a: borrowing Ball, _ b: borrowing Ball) {
    withPlaces(a, b) { $0.setDifference($1, $2) }
  }

  /// Becomes `−a`.
  public mutating func setNegation(_ a: borrowing Ball) {
    set(a)
    if kind == .finite || kind == .infinite { midpoint.negate() }
  }
}

extension BallPlace {
  func setSum(_ a: BallPlace, _ b: BallPlace) {
    if a.isFinite && b.isFinite {
      let ternary = mpfr_add(midpoint, a.midpoint, b.midpoint, MPFR_RNDN)
      if finish(ternary, a, b) { return }
    } else if address.pointee.settle(a.kind, b.kind) {
      return
    }
    address.pointee.setByInterval(a.address.pointee, b.address.pointee) {
      $0.setSum($1, $2)
    }
  }

  func setDifference(_ a: BallPlace, _ b: BallPlace) {
    if a.isFinite && b.isFinite {
      let ternary = mpfr_sub(midpoint, a.midpoint, b.midpoint, MPFR_RNDN)
      if finish(ternary, a, b) { return }
    } else if address.pointee.settle(a.kind, b.kind) {
      return
    }
    address.pointee.setByInterval(a.address.pointee, b.address.pointee) {
      $0.setDifference($1, $2)
    }
  }

  /// The radii of the terms add up.
  @inline(__always)
  private func finish(_ ternary: Int32, _ a: BallPlace, _ b: BallPlace) -> Bool {
    let ternary = Int(ternary)
    if b.isPoint {
      return a.isPoint
        ? address.pointee.finish(ternary) : address.pointee.finish(ternary, a.radius)
    }
    return a.isPoint
      ? address.pointee.finish(ternary, b.radius)
      : address.pointee.finish(ternary, a.radius, b.radius)
  }
}
