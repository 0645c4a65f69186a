import Formats
import Foundation
import Multiprecision
import Testing
import _TestSupport

extension Interval {
  fileprivate static func cosinePi(_ a: borrowing Interval, precision: Int) -> Interval {
    var result = Interval.used(precision: precision)
    result.setCosinePi(a)
    return result
  }
}

extension BigFloat {
  /// The number a power of two away, so that a multiple of 1/2 is exact.
  fileprivate static func halves(_ count: Int) -> BigFloat {
    var result = BigFloat(Double(count))
    result.scale(byPowerOfTwo: -1)
    return result
  }
}

extension SplitMix64 {
  /// An interval of a few turns with ends at, near or off multiples of 1/2.
  fileprivate mutating func angles() -> Interval {
    if oneIn(8) { return interval() }
    func end(_ random: inout SplitMix64) -> BigFloat {
      var result = BigFloat(precision: 200)
      result.set(.halves(random.integer(in: -12...12)))
      switch random.integer(in: 0...3) {
      case 0: break
      case 1: result.add(BigFloat(random.choice([-1, 1]) * 0x1p-100))
      default: result.add(BigFloat(random.double(in: -1...1)))
      }
      return result
    }
    let a = end(&self)
    let b = oneIn(4) ? a.copy() : end(&self)
    return a.compare(b) <= 0
      ? Interval(a, b, precision: 200) : Interval(b, a, precision: 200)
  }
}

@Suite("The cosine of a multiple of π")
struct CosinePiTests {
  @Test("is a point exactly at the multiples of 1/2")
  func exact() {
    for count in -40...40 {
      for precision in [2, 24, 53, 300] {
        let a = Interval(.halves(count), .halves(count), precision: 53)
        let result = Interval.cosinePi(a, precision: precision)
        let expected = [1.0, 0, -1, 0][((count % 4) + 4) % 4]
        let isRight = result.isPoint && result.contains(expected)
        #expect(isRight, "\(count)/2: \(result.shown())")
        // Nothing else is exact: beside it the result has a width.
        var beside = BigFloat(precision: 200)
        beside.set(.halves(count))
        beside.add(BigFloat(0x1p-100))
        let other = Interval.cosinePi(
          Interval(beside, beside, precision: 200), precision: precision)
        let isOpen = !other.isPoint
        #expect(isOpen)
      }
    }
  }

  @Test(
    "a table of intervals",
    arguments: [
      (.between(0, 1), .between(-1, 1)), (.between(0, 0.5), .between(0, 1)),
      (.between(0.5, 1), .between(-1, 0)), (.between(0.5, 1.5), .between(-1, 0)),
      (.between(1, 2), .between(-1, 1)), (.between(1.5, 2), .between(0, 1)),
      (.between(1.5, 2.5), .between(0, 1)), (.between(-0.5, 0.5), .between(0, 1)),
      (.between(-1.5, -0.5), .between(-1, 0)), (.between(0.5, 2), .between(-1, 1)),
      (.between(0.5, 2.5), .between(-1, 1)), (.between(0, 100), .between(-1, 1)),
      (.between(-1e300, 1e300), .between(-1, 1)),
      (.between(0x1p60, 0x1p60), .point(1)),
      (.between(0x1p52 + 1, 0x1p52 + 1), .point(-1)),
      (.point(-0.0), .point(1)),
      (.point(.infinity), .nan), (.point(-.infinity), .nan),
      (.between(0, .infinity), .anything), (.between(-.infinity, .infinity), .anything),
      (.nan, .nan), (.anything, .anything),
    ] as [(Domain, Domain)])
  func table(a: Domain, expected: Domain) {
    let result = Interval.cosinePi(a.interval(), precision: 53)
    let isRight = result.isSame(as: expected.interval())
    #expect(isRight, "\(a): \(result.shown())")
  }

  @Test("contains the cosine of every point, and of parts")
  func containment() {
    let failure = counterexample(in: 10_000) { random in
      let a = random.angles()
      let precision = random.precision()
      let result = Interval.cosinePi(a, precision: precision)
      if result.isBroken { return "\(a.shown()): \(result.shown())" }
      for _ in 0..<4 {
        let x = random.point(of: a)
        var value = BigFloat.used(precision: 900)
        value.setCosinePi(x, rounding: random.direction())
        if !result.contains(value) {
          return "\(a.shown()): \(result.shown()) lacks \(value.shown())"
        }
      }
      let part = random.part(of: a)
      let narrow = Interval.cosinePi(part, precision: precision)
      return result.contains(narrow)
        ? nil : "\(a.shown()): \(result.shown()) lacks \(narrow.shown())"
    }
    #expect(failure == nil)
  }

  @Test("ends at the cosine of an end, unless at 1 or −1 with an integer inside")
  func tightness() {
    let failure = counterexample(in: 10_000) { random in
      let a = random.angles()
      let precision = random.precision()
      let result = Interval.cosinePi(a, precision: precision)
      if result.isNaN || result.isIndeterminate { return nil }
      var hasEven = false
      var hasOdd = false
      for k in -14...14 where a.contains(Double(k)) {
        if k % 2 == 0 { hasEven = true } else { hasOdd = true }
      }
      // Far away the few integers above say nothing.
      if a.lower.compare(-13) < 0 || a.upper.compare(13) > 0 { return nil }
      var down = BigFloat(precision: precision)
      var up = BigFloat(precision: precision)
      down.setCosinePi(a.lower, rounding: .down)
      up.setCosinePi(a.upper, rounding: .down)
      if up.compare(down) < 0 { down.set(up) }
      if hasOdd { down.set(-1) }
      var other = BigFloat(precision: precision)
      up.setCosinePi(a.lower, rounding: .up)
      other.setCosinePi(a.upper, rounding: .up)
      if other.compare(up) > 0 { up.set(other) }
      if hasEven { up.set(1) }
      let isTight = result.lower.compare(down) == 0 && result.upper.compare(up) == 0
      return isTight
        ? nil : "\(a.shown()): \(result.shown()), not \(down.shown()), \(up.shown())"
    }
    #expect(failure == nil)
  }

  @Test("obeys cos 2x = 2 cos² x − 1, and is the platform's but for its error")
  func identity() {
    let failure = counterexample(in: 5000) { random in
      let x = random.double(in: -4...4)
      let precision = random.integer(in: 60...400)
      var a = Interval(precision: precision)
      a.set(x)
      let cosine = Interval.cosinePi(a, precision: precision)
      a.set(2 * x)
      let double = Interval.cosinePi(a, precision: precision)
      var square = Interval(precision: precision)
      var twice = Interval(precision: precision)
      square.setPower(cosine, 2)
      twice.setSum(square, square)
      var one = Interval(precision: precision)
      one.set(1)
      square.setDifference(twice, one)
      let areDisjoint =
        square.upper.compare(double.lower) < 0 || double.upper.compare(square.lower) < 0
      let platform = Foundation.cos(Double.pi * x)
      // The argument is off by its rounding and that of π, below 4π·2^−52.
      let isNear = (cosine.lower.toDouble() - platform).magnitude < 1e-14
      return !areDisjoint && isNear ? nil : "\(x): \(cosine.shown()), \(platform)"
    }
    #expect(failure == nil)
  }
}
