import Formats

extension Ball {
  /// Becomes an enclosure of `a + b`.
  public mutating func setSum(_ a: borrowing Ball, _ b: borrowing Ball) {
    if a.kind == .finite && b.kind == .finite {
      let ternary = midpoint.setSum(a.midpoint, b.midpoint, rounding: .nearestEven)
      if b.radius.isZero {
        if finish(ternary, a.radius) { return }
      } else if finish(ternary, a.radius, b.radius) {
        return
      }
    } else if settle(a.kind, b.kind) {
      return
    }
    setByInterval(a, b) { $0.setSum($1, $2) }
  }

  /// Becomes an enclosure of `a − b`.
  public mutating func setDifference(_ a: borrowing Ball, _ b: borrowing Ball) {
    if a.kind == .finite && b.kind == .finite {
      let ternary = midpoint.setDifference(a.midpoint, b.midpoint, rounding: .nearestEven)
      if b.radius.isZero {
        if finish(ternary, a.radius) { return }
      } else if finish(ternary, a.radius, b.radius) {
        return
      }
    } else if settle(a.kind, b.kind) {
      return
    }
    setByInterval(a, b) { $0.setDifference($1, $2) }
  }

  /// Becomes `−a`.
  public mutating func setNegation(_ a: borrowing Ball) {
    set(a)
    if kind == .finite || kind == .infinite { midpoint.negate() }
  }
}
