import Formats
import Testing
import _TestSupport

private let narrow = FloatFormat.all.filter { $0.bitWidth < 64 }

@Suite("Rounding to a format")
struct RoundingTests {
  @Test(
    "is that of the definition: the neighbours by bisection, then the rule",
    arguments: narrow)
  func definition(format: FloatFormat) {
    let failure = counterexample(in: 20_000) { random in
      let magnitude = random.magnitude(for: format)
      let isNegative = random.bool()
      let (low, high) = format.neighbours(of: magnitude)
      // The distances are exact: Double has bits enough for neighbours' values.
      let below = magnitude - format.decode(low)
      let above = format.decode(high) - magnitude
      for direction in RoundingDirection.allCases {
        let expected =
          switch direction {
          case .nearestEven:
            below < above || (below == above && low % 2 == 0) ? low : high
          case .nearestAway: below < above ? low : high
          case .towardZero: low
          case .up: isNegative ? low : high
          case .down: isNegative ? high : low
          }
        let found = format.encode(
          isNegative ? -magnitude : magnitude, rounding: direction)
        if found != (isNegative ? format.negated(expected) : expected) {
          return "\(isNegative ? "-" : "")\(magnitude.exactDescription) \(direction): "
            + "\(format.hexadecimal(found)), not ±\(format.hexadecimal(expected))"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("is monotonic", arguments: FloatFormat.all)
  func monotonic(format: FloatFormat) {
    let failure = counterexample(in: 30_000) { random in
      let x =
        random.bool() ? random.finiteDouble() : random.magnitude(for: format)
      let y = random.bool() ? x.nextUp : random.finiteDouble()
      let (low, high) = (min(x, y), max(x, y))
      let direction = random.choice(RoundingDirection.allCases)
      let (a, b) = (format.round(low, direction), format.round(high, direction))
      // NaN is E4M3's word for what lies beyond its largest value.
      let isOrdered = a <= b || a.isNaN || b.isNaN
      let isBeyond =
        (!a.isNaN || low < -format.greatestFinite || low > format.greatestFinite)
        && (!b.isNaN || high > format.greatestFinite || high < -format.greatestFinite)
      return isOrdered && isBeyond
        ? nil : "\(low.exactDescription), \(high.exactDescription) \(direction)"
    }
    #expect(failure == nil)
  }

  @Test("directed results bracket the number, as neighbours or equals", arguments: narrow)
  func brackets(format: FloatFormat) {
    let failure = counterexample(in: 30_000) { random in
      let value = random.bool() ? random.magnitude(for: format) : random.finiteDouble()
      if value.magnitude > format.greatestFinite { return nil }
      let down = format.round(value, .down)
      let up = format.round(value, .up)
      let zero = format.round(value, .towardZero)
      let isBracket = down <= value && value <= up && (down == up) == (down == value)
      let isZeroward = zero == (value < 0 ? up : down)
      let nearest = format.round(value)
      let isOneOfThem = nearest == down || nearest == up
      let isNearest =
        (nearest - value).magnitude <= min(value - down, up - value)
      return isBracket && isZeroward && isOneOfThem && isNearest
        ? nil : "\(value.exactDescription): \(down), \(up), \(zero), \(nearest)"
    }
    #expect(failure == nil)
  }

  @Test("beyond the largest value the policy and the direction decide", arguments: narrow)
  func overflow(format: FloatFormat) {
    let greatest = format.greatestFinite
    let last = greatest - format.decode(format.greatestFiniteBits - 1)
    // Halfway to the value that would follow; even wins the tie there, and it is
    // the larger one but in E4M3, whose largest significand is even.
    let threshold = greatest + last / 2
    let isTieIn = format.greatestFiniteBits % 2 == 0
    for policy in [FloatFormat.OverflowPolicy.infinity, .nan, .saturate] {
      if policy == .infinity && format.infinityBits == nil { continue }
      let other = format.overflowing(to: policy)
      let over = other.overflowBits
      let largest = format.greatestFiniteBits
      for (value, even, away) in [
        (threshold.nextDown, largest, largest),
        (threshold, isTieIn ? largest : over, over), (threshold.nextUp, over, over),
        (greatest * 4, over, over), (.greatestFiniteMagnitude, over, over),
      ] {
        #expect(other.encode(value) == even)
        #expect(other.encode(-value) == format.negated(even))
        #expect(other.encode(value, rounding: .nearestAway) == away)
        #expect(other.encode(-value, rounding: .nearestAway) == format.negated(away))
      }
      for value in [greatest.nextUp, threshold, .greatestFiniteMagnitude] {
        #expect(other.encode(value, rounding: .towardZero) == largest)
        #expect(other.encode(value, rounding: .down) == largest)
        #expect(other.encode(value, rounding: .up) == over)
        #expect(other.encode(-value, rounding: .towardZero) == format.negated(largest))
        #expect(other.encode(-value, rounding: .up) == format.negated(largest))
        #expect(other.encode(-value, rounding: .down) == format.negated(over))
      }
    }
  }

  @Test(
    "below half the smallest subnormal it is zero of the same sign", arguments: narrow)
  func underflow(format: FloatFormat) {
    let half = format.leastPositive / 2
    for (value, even, away) in [
      (half, 0, 1), (half.nextUp, 1, 1), (half.nextDown, 0, 0), (half * 3, 2, 2),
      (.leastNonzeroMagnitude, 0, 0), (.leastNormalMagnitude, 0, 0),
    ] as [(Double, UInt64, UInt64)] {
      #expect(format.encode(value) == even)
      #expect(format.encode(-value) == format.negated(even))
      #expect(format.encode(value, rounding: .nearestAway) == away)
    }
    for value in [Double.leastNonzeroMagnitude, half, half.nextUp] {
      #expect(format.encode(value, rounding: .up) == 1)
      #expect(format.encode(-value, rounding: .up) == format.negated(0))
      #expect(format.encode(-value, rounding: .down) == format.negated(1))
      #expect(format.encode(value, rounding: .towardZero) == 0)
    }
  }

  @Test("E4M3: up to 464 goes to 448, beyond it to NaN")
  func e4m3() {
    for (value, expected) in [
      (448, 448), (463, 448), (464, 448), (464.0.nextUp, .nan), (480, .nan), (1e9, .nan),
    ] as [(Double, Double)] {
      #expect(FloatFormat.e4m3.round(value).isSame(as: expected))
      #expect(FloatFormat.e4m3.round(-value).isSame(as: -expected))
    }
  }
}
