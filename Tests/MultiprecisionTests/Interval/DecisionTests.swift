import Formats
import Multiprecision
import Testing
import _TestSupport

@Suite("Rounding an enclosure")
struct DecisionTests {
  /// An interval about as wide as a format's spacing, near values of the format
  /// and their midpoints, where rounding is hard to decide.
  private static func critical(
    _ format: FloatFormat, _ random: inout SplitMix64
  ) -> Interval {
    if random.oneIn(4) { return random.interval() }
    let bits = random.next() & format.bitMask
    let value = format.decode(bits)
    if value.isNaN { return random.interval() }
    let neighbour = format.decode(bits ^ 1)
    var centre = BigFloat(value, precision: 400)
    var gap = BigFloat(precision: 60)
    if value.isFinite && neighbour.isFinite {
      gap.setDifference(BigFloat(neighbour), BigFloat(value), rounding: .up)
      if random.bool() {
        gap.scale(byPowerOfTwo: -1)
        centre.add(gap)
      }
    }
    gap.setMagnitude(gap.copy())
    gap.scale(byPowerOfTwo: -random.integer(in: 0...80))
    var low = BigFloat(precision: 400)
    var high = BigFloat(precision: 400)
    if random.bool() {
      low.setDifference(centre, gap, rounding: .down)
    } else {
      low.set(centre)
    }
    if random.bool() { high.setSum(centre, gap, rounding: .up) } else { high.set(centre) }
    return Interval(low, high, precision: 400)
  }

  @Test(
    "it is decided exactly if all points round alike, zeros counting as alike",
    arguments: FormatRoundingTests.formats)
  func rounding(format: FloatFormat) {
    let failure = counterexample(in: 10_000) { random in
      let interval = Self.critical(format, &random)
      let direction = random.choice(RoundingDirection.allCases)
      let result = interval.rounded(to: format, direction)
      func report(_ what: String) -> String {
        "\(interval.shown()) \(direction): \(result), but \(what)"
      }
      let low = interval.lower.rounded(to: format, direction)
      let high = interval.upper.rounded(to: format, direction)
      guard case .decided(let bits) = result else {
        // The ends are points: they must disagree.
        return low != high && (format.decode(low) != 0 || format.decode(high) != 0)
          ? nil : report("its ends agree")
      }
      for _ in 0..<4 {
        let x = random.point(of: interval)
        let rounded = x.rounded(to: format, direction)
        let areZeros = format.decode(bits) == 0 && format.decode(rounded) == 0
        if rounded != bits && !areZeros { return report("\(x.shown()) gives \(rounded)") }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("a zero has the sign of what it was rounded from, where that has one")
  func zeros() {
    var interval = Interval(precision: 64)
    var tiny = BigFloat(1)
    tiny.scale(byPowerOfTwo: -2000)
    var negative = tiny.copy()
    negative.negate()
    let format = FloatFormat.binary32
    interval.set(tiny, tiny)
    #expect(interval.rounded(to: format) == .decided(0))
    interval.set(negative, negative)
    #expect(interval.rounded(to: format) == .decided(0x8000_0000))
    interval.set(negative, tiny)
    #expect(interval.rounded(to: format) == .decided(0))
    interval.set(negative, BigFloat(precision: 2))
    #expect(interval.rounded(to: format) == .decided(0))
    #expect(interval.rounded(to: format, .down) == .undecided)
    // Zero itself has no sign, however it was computed.
    interval.set(-0.0)
    #expect(interval.rounded(to: format) == .decided(0))
    var product = Interval(precision: 64)
    product.setProduct(Domain.point(0).interval(), Domain.point(-3).interval())
    #expect(product.rounded(to: format) == .decided(0))
  }

  @Test(
    "the values of a format inside are inside, and their neighbours outside are not",
    arguments: FloatFormat.all)
  func valuesInside(format: FloatFormat) {
    let failure = counterexample(in: 10_000) { random in
      let interval = Self.critical(format, &random)
      guard let values = interval.values(of: format) else { return "undecided" }
      let (least, greatest) = (
        format.decode(values.least), format.decode(values.greatest)
      )
      func report(_ what: String) -> String {
        "\(interval.shown()): \(least)...\(greatest): \(what)"
      }
      if least == 0 && least.sign == .minus { return report("a zero is -0") }
      if least > greatest {
        // Then the value above the lower end is above the upper one, too.
        let isEmpty =
          interval.lower.compare(-format.greatestFinite) < 0
          || interval.upper.compare(format.greatestFinite) > 0
          || interval.upper.compare(least) < 0 && interval.lower.compare(greatest) > 0
        return isEmpty ? nil : report("there is a value inside")
      }
      if !interval.contains(least) || !interval.contains(greatest) {
        return report("outside")
      }
      let below = Self.next(format, least, above: false)
      let above = Self.next(format, greatest, above: true)
      let isTight =
        (below.isNaN || interval.lower.compare(below) > 0)
        && (above.isNaN || interval.upper.compare(above) < 0)
      return isTight ? nil : report("there are others")
    }
    #expect(failure == nil)
    let nan = Domain.nan.interval().values(of: format)
    #expect(nan?.least == format.nanBits && nan?.greatest == format.nanBits)
    let anything = Domain.anything.interval().values(of: format)
    #expect(anything == nil)
  }

  /// The format's value next to `value`, or NaN where there is none.
  private static func next(
    _ format: FloatFormat, _ value: Double, above: Bool
  ) -> Double {
    if value.isNaN { return .nan }
    if value == .infinity { return above ? .nan : format.greatestFinite }
    if value == -.infinity { return above ? -format.greatestFinite : .nan }
    if format.bitWidth == 64 { return above ? value.nextUp : value.nextDown }
    let moved = above ? value.nextUp : value.nextDown
    return format.round(moved, above ? .up : .down)
  }

  @Test("a decimal is decided only if all points have it")
  func decimal() {
    let failure = counterexample(in: 10_000) { random in
      let interval = Self.critical(.binary32, &random)
      let digits = random.integer(in: 1...30)
      guard let text = interval.decimal(digits: digits) else {
        let isOpen =
          interval.lower.decimal(digits: digits) != interval.upper.decimal(digits: digits)
        return isOpen && !interval.isPoint ? nil : "\(interval.shown()) is undecided"
      }
      for _ in 0..<4 where random.point(of: interval).decimal(digits: digits) != text {
        return "\(interval.shown()) to \(digits) digits: \(text)"
      }
      return nil
    }
    #expect(failure == nil)
    #expect(Domain.nan.interval().decimal(digits: 5) == "nan")
    #expect(Domain.anything.interval().decimal(digits: 5) == nil)
    #expect(Domain.point(-0.0).interval().decimal(digits: 5) == "0")
  }

  @Test("undefined enclosures", arguments: FloatFormat.all)
  func undefined(format: FloatFormat) {
    let nan = Domain.nan.interval().rounded(to: format)
    #expect(nan == .decided(format.nanBits))
    let anything = Domain.anything.interval().rounded(to: format)
    #expect(anything == .undecided)
  }
}
