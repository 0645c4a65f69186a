import Formats
import Multiprecision
import _TestSupport

extension SplitMix64 {
  /// An ordinary interval: a point, or tiny, or wide, or about zero, or with an
  /// endpoint at zero or at infinity, of random precision.
  mutating func interval() -> Interval {
    let precision = precision()
    let a = extendedBigFloat(precision: precision)
    var b = a.copy()
    switch integer(in: 0...6) {
    case 0: break
    case 1 where !a.isInfinite && !a.isZero:
      // A few units in the last place.
      let unit = a.copy()
      b.multiply(by: BigFloat(1 + 0x1p-52 * Double(integer(in: 0...64))), rounding: .up)
      if b.isSame(as: unit) { b.add(unit, rounding: .up) }
    case 2: b.negate()
    case 3: b.setZero(negative: bool())
    case 4: b.setInfinity(negative: bool())
    default: b = extendedBigFloat(precision: precision)
    }
    return a.compare(b) <= 0
      ? Interval(a, b, precision: precision) : Interval(b, a, precision: precision)
  }

  /// A point, finite or infinite.
  mutating func pointInterval() -> Interval {
    let precision = precision()
    let a = extendedBigFloat(precision: precision)
    return Interval(a, a, precision: precision)
  }

  /// A number of the interval with up to 500 bits: an endpoint, zero or
  /// something between.
  mutating func point(of interval: borrowing Interval) -> BigFloat {
    let low = interval.lower.compare(interval.upper) < 0 ? integer(in: 0...5) : 0
    var result = BigFloat(precision: 500)
    switch low {
    case 0: result.set(interval.lower)
    case 1: result.set(interval.upper)
    case 2: if !interval.contains(0) { result.set(interval.lower) }
    default: result = between(interval.lower, interval.upper)
    }
    return result
  }

  private mutating func between(
    _ low: borrowing BigFloat, _ high: borrowing BigFloat
  ) -> BigFloat {
    var result = BigFloat(precision: 500)
    if low.isInfinite || high.isInfinite {
      // From the finite endpoint outward, or anywhere.
      result.set(low.isInfinite ? 0 : 1)
      let step = bigFloat(precision: 100)
      var size = BigFloat(precision: 500)
      size.setMagnitude(step)
      if low.isInfinite && high.isInfinite {
        if low.compare(high) == 0 { result.set(low) } else { result.set(step) }
      } else if low.isInfinite {
        result.setDifference(high, size, rounding: .down)
      } else {
        result.setSum(low, size, rounding: .up)
      }
      return result
    }
    result.setDifference(high, low, rounding: .down)
    result.multiply(by: BigFloat(oneIn(4) ? 0x1p-60 : unit()), rounding: .down)
    result.add(low, rounding: .down)
    if result.compare(low) < 0 { result.set(low) }
    if result.compare(high) > 0 { result.set(high) }
    return result
  }

  /// An interval within `interval`.
  mutating func part(of interval: borrowing Interval) -> Interval {
    let a = point(of: interval)
    let b = point(of: interval)
    return a.compare(b) <= 0
      ? Interval(a, b, precision: 500) : Interval(b, a, precision: 500)
  }
}
