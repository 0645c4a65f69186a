/// A 256-bit natural number, for fixed-point arithmetic.
package struct UInt256: Equatable, Sendable {
  /// The upper half.
  package var high: UInt128
  /// The lower half.
  package var low: UInt128

  package init(high: UInt128, low: UInt128) {
    self.high = high
    self.low = low
  }

  package static var zero: Self { Self(high: 0, low: 0) }

  var leadingZeroBitCount: Int {
    high == 0 ? 128 + low.leadingZeroBitCount : high.leadingZeroBitCount
  }

  /// The sum modulo 2^256.
  package static func &+ (a: Self, b: Self) -> Self {
    let (low, carry) = a.low.addingReportingOverflow(b.low)
    return Self(high: a.high &+ b.high &+ (carry ? 1 : 0), low: low)
  }

  /// The difference modulo 2^256.
  package static func &- (a: Self, b: Self) -> Self {
    let (low, borrow) = a.low.subtractingReportingOverflow(b.low)
    return Self(high: a.high &- b.high &- (borrow ? 1 : 0), low: low)
  }

  /// The number shifted right; a negative count shifts left.
  package static func >> (a: Self, count: Int) -> Self {
    if count < 0 { return a << -count }
    // Shifts by the width and more give 0.
    return Self(
      high: a.high >> count,
      low: a.low >> count
        | (count <= 128 ? a.high << (128 - count) : a.high >> (count - 128)))
  }

  /// The number shifted left modulo 2^256; a negative count shifts right.
  package static func << (a: Self, count: Int) -> Self {
    if count < 0 { return a >> -count }
    return Self(
      high: a.high << count
        | (count <= 128 ? a.low >> (128 - count) : a.low << (count - 128)),
      low: a.low << count)
  }

  /// The quotient rounded down.
  package static func / (a: Self, divisor: UInt64) -> Self {
    func divide(_ number: UInt128, _ remainder: inout UInt64) -> UInt128 {
      let limbs = [UInt64(number >> 64), UInt64(truncatingIfNeeded: number)]
      return limbs.reduce(0) { quotient, limb in
        let step = divisor.dividingFullWidth((remainder, limb))
        remainder = step.remainder
        return quotient << 64 | UInt128(step.quotient)
      }
    }
    var remainder: UInt64 = 0
    let high = divide(a.high, &remainder)
    return Self(high: high, low: divide(a.low, &remainder))
  }

  /// The product's upper and lower 256 bits.
  func multipliedFullWidth(by other: Self) -> (high: Self, low: Self) {
    let lowLow = low.multipliedFullWidth(by: other.low)
    let lowHigh = low.multipliedFullWidth(by: other.high)
    let highLow = high.multipliedFullWidth(by: other.low)
    let highHigh = high.multipliedFullWidth(by: other.high)

    let (second, carries1) = sum(lowLow.high, lowHigh.low, highLow.low)
    let (third0, carries2) = sum(highHigh.low, lowHigh.high, highLow.high)
    let (third, carry3) = third0.addingReportingOverflow(carries1)
    let fourth = highHigh.high + carries2 + (carry3 ? 1 : 0)
    return (Self(high: fourth, low: third), Self(high: second, low: lowLow.low))
  }
}

/// The sum modulo 2^128 and the number of carries out of it.
private func sum(
  _ a: UInt128, _ b: UInt128, _ c: UInt128
) -> (value: UInt128, carries: UInt128) {
  let (ab, carry1) = a.addingReportingOverflow(b)
  let (abc, carry2) = ab.addingReportingOverflow(c)
  return (abc, (carry1 ? 1 : 0) + (carry2 ? 1 : 0))
}
